// Starts the Design System's components in a page, and again in what htmx puts into it.
import { createAll, Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink } from './govuk.js'

const components = [Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink]
const start = scope => components.forEach(component => createAll(component, undefined, scope))

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
start(document)
document.body.addEventListener('htmx:load', event => start(event.target))
