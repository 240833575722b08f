"""The settings of the web application. What a council may set is an environment variable, listed in docs/settings.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from goldenthread.web import environment as env

DATA = Path(env.text("GOLDENTHREAD_DATA", str(Path.home() / ".goldenthread"))).expanduser().resolve()
DEMONSTRATION = env.yes_or_no("GOLDENTHREAD_DEMONSTRATION", default=False)
HTTPS = env.yes_or_no("GOLDENTHREAD_HTTPS", default=False)
SECOND_FACTOR_REQUIRED = env.yes_or_no("GOLDENTHREAD_SECOND_FACTOR", default=not DEMONSTRATION)

DEBUG = False
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.listed("GOLDENTHREAD_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
ADDRESS = env.web_address("GOLDENTHREAD_ADDRESS") or (
    f"https://{ALLOWED_HOSTS[0]}" if HTTPS else "http://localhost:8000"
)  # of the links in e-mails that jobs write
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

COUNCIL = env.text("GOLDENTHREAD_COUNCIL", "Example Borough Council")
COUNCIL_FONT = env.text("GOLDENTHREAD_FONT", "Arial")
COUNCIL_COLOUR = env.text("GOLDENTHREAD_COLOUR", "#00566b")
CONTACT = env.text("GOLDENTHREAD_CONTACT", "the performance team")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "goldenthread.web.accounts",  # before allauth: its templates stand in for allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "goldenthread.web.look",
    "goldenthread.web.jobs",
    "goldenthread.web.history",
    "goldenthread.web.plans",
    "goldenthread.web.returns",
    "goldenthread.web.reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "goldenthread.web.look.middleware.keep_private",
    "goldenthread.web.look.middleware.only_text",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "goldenthread.web.returns.kept_typed.keep_for_sign_in",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "goldenthread.web.accounts.middleware.second_factor_first",
    "goldenthread.web.history.middleware.record_the_actor",
    "axes.middleware.AxesMiddleware",
    "goldenthread.web.plans.upload_limit.refuse_too_large",
]

ROOT_URLCONF = "goldenthread.web.urls"
WSGI_APPLICATION = "goldenthread.web.wsgi.application"
FORM_RENDERER = "goldenthread.web.look.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldenthread.web.look.context.council",
                "goldenthread.web.accounts.context.sign_in",
            ],
            "builtins": ["goldenthread.web.look.templatetags.look"],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {"default": env.database(env.text("DATABASE_URL", "postgresql:///goldenthread"))}
CACHES = {  # counts of tries and codes that were used: one for all processes of the web server
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "goldenthread.web.accounts.backends.SignedIn",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "goldenthread.web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator gives the address; nobody signs up
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can have us write to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # people learn of every change to how they sign in
ACCOUNT_FORMS = {
    "login": "goldenthread.web.accounts.forms.sign_in.SignIn",
    "reset_password": "goldenthread.web.accounts.forms.sign_in.ForgottenPassword",
    "reset_password_from_key": "goldenthread.web.accounts.forms.sign_in.SetPassword",
    "change_password": "goldenthread.web.accounts.forms.sign_in.ChangePassword",
    "reauthenticate": "goldenthread.web.accounts.forms.sign_in.ConfirmByPassword",
}
ACCOUNT_RATE_LIMITS = {  # the reasons are in docs/accounts.md
    "login": None,  # tries with a right password are not counted: a council may share one address
    "login_failed": "100/10m/ip,5/5m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_ADAPTER = "goldenthread.web.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "goldenthread.web.accounts.forms.sign_in.SignInCode",
    "reauthenticate": "goldenthread.web.accounts.forms.sign_in.ConfirmByCode",
    "activate_totp": "goldenthread.web.accounts.forms.sign_in.AddApp",
    "add_webauthn": "goldenthread.web.accounts.forms.sign_in.AddPasskey",
    "edit_webauthn": "goldenthread.web.accounts.forms.sign_in.RenamePasskey",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the administrator gave the address, and the password was set by a link sent to it
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = f"Golden Thread, {COUNCIL}"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after, for clocks that are a little off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not HTTPS
)  # only ever on this machine: browsers themselves refuse other plain addresses
USERSESSIONS_TRACK_ACTIVITY = False

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # not by address alone: a whole council may share one
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "goldenthread.web.accounts.lockout.tried_name"  # allauth's credentials say "email"
AXES_CLIENT_IP_CALLABLE = "goldenthread.web.accounts.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "goldenthread.web.accounts.lockout.locked_page"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # neither table grows: the tries are deleted once their fifteen minutes are over
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # the council's own proxy, which says where a request came from

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "goldenthread_session"
CSRF_COOKIE_NAME = "goldenthread_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "goldenthread.web.look.errors.csrf_failure"
SECURE_SSL_REDIRECT = False  # the council's own proxy does that
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LARGEST_UPLOAD = 50 * 1024 * 1024  # bytes
FILE_UPLOAD_HANDLERS = ["goldenthread.web.plans.upload_limit.LimitedUpload"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
MEDIA_ROOT = DATA / "files"  # what people upload; never served by address

_MAIL = env.mail_server("GOLDENTHREAD_MAIL")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(DATA / "mail")  # each message a file, where no server is named
EMAIL_HOST, EMAIL_PORT = _MAIL.get("host", "localhost"), _MAIL.get("port", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.get("user", ""), _MAIL.get("password", "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.get("ssl", False), _MAIL.get("tls", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("GOLDENTHREAD_FROM", "golden-thread@example.gov.uk")

PGHISTORY_APPEND_ONLY = True

PROCRASTINATE_IMPORT_PATHS = [
    "goldenthread.web.accounts.jobs",
    "goldenthread.web.plans.uploading.jobs",
    "goldenthread.web.returns.chasing.jobs",
]
PGHISTORY_CREATED_AT_FUNCTION = (
    "CLOCK_TIMESTAMP()"  # the order of changes within one transaction is kept, across tables
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"short": {"()": "goldenthread.web.running.logs.ShortWithoutDatabase"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["short"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a page that is not there, or not for this person, is no trouble of ours
        "psycopg.pool": {"level": "ERROR"},  # it would tell of each of its many attempts at a database that is away
    },
}
