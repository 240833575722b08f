// Starts the parts of GOV.UK Frontend that our pages have, and again in what htmx puts into a page. Every page works without.
// "make look" bundles this to static/look/govuk.js.
import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink
} from 'govuk-frontend'

const PARTS = [Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink]

function start (scope) {
  for (const part of PARTS) createAll(part, undefined, scope)
}

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
start(document)
document.body.addEventListener('htmx:load', event => {
  if (event.target !== document.body) start(event.target) // htmx says so of the whole page, too, once at its beginning
})
