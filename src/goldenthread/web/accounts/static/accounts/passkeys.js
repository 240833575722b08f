/* Shows what needs scripts, and says in words when a passkey could not be used. allauth's own scripts do the rest. */
(function () {
  for (const part of document.querySelectorAll('[data-needs-script]')) {
    part.hidden = false
  }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    document.getElementById('passkey-trouble').textContent =
      'The passkey could not be used. Try again, or choose another way.'
  })
})()
