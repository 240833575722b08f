"""The command line: read a council's report, judge it, check it, and write it again.

Only what its help needs is imported here; the work is imported when it is asked for, so that help comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from goldenthread.cli_run import Outcome

_FOUND = 1
_FAILED = 2
_STOPPED = 130

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain text: quick, and the same for a screen reader
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read a council's performance report, judge it, check it, and write it again: accessible, in every format; "
    "or run the web application in which a council keeps its plan.",
    epilog="A report may be a Word, PDF or text file, a workbook (xlsx, xlsm, xls, ods), a CSV or TSV file, "
    "a folder of CSV files that this program wrote, or its JSON.",
)

Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="The reports to read.", show_default=False)]
Map = Annotated[
    list[str],
    typer.Option("--map", metavar="HEADING=ROLE", help="What a column of a sheet is, where it was taken wrongly."),
]
To = Annotated[
    str,
    typer.Option("--to", metavar="FORMATS", help="docx, pdf, html, xlsx, csv, json: one or more, with commas between."),
]
Folder = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FOLDER", help="The folder to write in; without it, the one you are in."),
]
Style = Annotated[
    Path | None,
    typer.Option("--style", metavar="HOUSE.DOCX", help="A Word file whose styles, header, footer and logo to use."),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="FOLDER", help="Where the database and files are; without it, GOLDENTHREAD_DATA or your home."
    ),
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, metavar="NUMBER", help="The port; 0 takes a free one.")]
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List everything that was mended or assumed.")]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"goldenthread {version('goldenthread')}")
        raise typer.Exit


@app.callback()
def _every_verb(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
) -> None:
    """What may stand before the verb."""


@app.command()
def read(
    files: Files,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Where the JSON goes: a file, a folder for several, or - for standard output.",
        ),
    ] = Path("-"),
    mapping: Map = [],  # noqa: B006 - typer copies it
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read reports, and give what is in them as JSON."""
    from goldenthread import cli_run

    manner = cli_run.Manner(mapping=cli_run.parse_mapping(mapping), in_full=verbose)
    _tell(cli_run.read_to_json(files, output, manner), quiet=quiet)


@app.command()
def write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The report: most often its JSON.", show_default=False)],
    to: To,
    output: Folder = None,
    style: Style = None,
    quiet: Quiet = False,
) -> None:
    """Write a report in the formats you name."""
    _convert([file], to, output, style, [], quiet=quiet, verbose=False)


@app.command()
def convert(
    files: Files,
    to: To,
    output: Folder = None,
    style: Style = None,
    mapping: Map = [],  # noqa: B006 - typer copies it
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read reports and write them again, both at once."""
    _convert(files, to, output, style, mapping, quiet=quiet, verbose=verbose)


@app.command()
def judge(
    files: Files,
    to: To,
    output: Folder = None,
    rules: Annotated[
        str,
        typer.Option(
            "--rules",
            metavar="NAME",
            help="judgement, tolerance-5, tolerance-10, points-2, floor or improved-or-held; or a JSON file of your own.",
        ),
    ] = "judgement",
    last_year: Annotated[
        Path | None, typer.Option("--last-year", metavar="FILE", help="The report of the same quarter last year.")
    ] = None,
    previous: Annotated[Path | None, typer.Option("--previous", metavar="FILE", help="Last quarter's report.")] = None,
    style: Style = None,
    mapping: Map = [],  # noqa: B006 - typer copies it
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Work out progress and direction of travel, and write the report with them."""
    from goldenthread import cli_judge, cli_run
    from goldenthread.cli_outputs import parse_formats

    formats = parse_formats(to)
    manner = cli_run.Manner(
        mapping=cli_run.parse_mapping(mapping),
        style=style,
        in_full=verbose,
        judging=cli_judge.judge_by(rules, last_year, previous),
    )
    _tell(cli_run.convert(files, formats, output, manner), quiet=quiet)


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="The reports to check, or folders of them.", show_default=False),
    ] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", metavar="FILE", help="Last quarter's report, to compare with.")
    ] = None,
    plan: Annotated[
        Path | None, typer.Option("--plan", metavar="FILE", help="The plan in force, to hold targets against.")
    ] = None,
    select: Annotated[
        str, typer.Option("--select", metavar="CODES", help="Only these checks or families: REF,NUM03.")
    ] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="CODES", help="All but these checks or families.")] = "",
    accepted: Annotated[
        Path | None,
        typer.Option(
            "--accepted",
            metavar="FILE",
            help="The findings that you accept, with reasons; without it, goldenthread-accepted.toml where you are.",
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="How to give the findings: text, json, csv or html.")
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where they go; without it, standard output."),
    ] = None,
    explain: Annotated[
        str, typer.Option("--explain", metavar="CODE", help="Say what a check looks for, why, and on what authority.")
    ] = "",
    mapping: Map = [],  # noqa: B006 - typer copies it
    quiet: Quiet = False,
) -> None:
    """Look for the mistakes that must not reach committee."""
    from goldenthread import cli_check, cli_run

    if explain:
        typer.echo(cli_check.explain(explain), nl=False)
        return
    wanted = cli_check.Wanted(
        previous=previous,
        plan=plan,
        select=select,
        ignore=ignore,
        accepted=accepted,
        format=cli_check.format_named(format_),
        output=output,
        manner=cli_run.Manner(mapping=cli_run.parse_mapping(mapping)),
    )
    _tell(cli_check.check(files or [], wanted), quiet=quiet)


@app.command()
def serve(port: Port = 8000, host: Host = "127.0.0.1", data: Data = None) -> None:
    """Run the web application of a council, with its database."""
    _run(host, port, data, demonstration=False)


@app.command()
def demo(port: Port = 8000, host: Host = "127.0.0.1", data: Data = None) -> None:
    """Run the web application with the example council."""
    _run(host, port, data, demonstration=True)


def _run(host: str, port: int, data: Path | None, *, demonstration: bool) -> None:
    from goldenthread import cli_serve

    where = cli_serve.Where(host, port, cli_serve.folder_for(data, demonstration=demonstration), demonstration)
    cli_serve.run(where, typer.echo)


administrators = typer.Typer(help="Add somebody who looks after accounts.", rich_markup_mode=None)
app.add_typer(administrators, name="administrator")


@administrators.callback()
def _every_verb_for_administrators() -> None:
    """Add somebody who looks after accounts."""


@administrators.command()
def add(
    email: Annotated[
        str, typer.Option("--email", metavar="ADDRESS", help="Their e-mail address: they sign in with it.")
    ],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What they are called.")],
    port: Annotated[
        int,
        typer.Option("--port", min=1, max=65535, metavar="NUMBER", help="The port of the application, for the link."),
    ] = 8000,
    data: Data = None,
) -> None:
    """Add an administrator, and print the link by which they choose a password."""
    from goldenthread import cli_serve

    where = cli_serve.Where("127.0.0.1", port, cli_serve.folder_for(data, demonstration=False))
    cli_serve.add_administrator(where, email, name, typer.echo)


def _convert(
    files: Sequence[Path],
    to: str,
    folder: Path | None,
    style: Path | None,
    mapping: Sequence[str],
    *,
    quiet: bool,
    verbose: bool,
) -> None:
    from goldenthread import cli_run
    from goldenthread.cli_outputs import parse_formats

    formats = parse_formats(to)
    manner = cli_run.Manner(mapping=cli_run.parse_mapping(mapping), style=style, in_full=verbose)
    _tell(cli_run.convert(files, formats, folder, manner), quiet=quiet)


def _tell(outcome: Outcome, *, quiet: bool) -> None:
    """Say what happened: on standard error when the data goes to standard output."""
    if not quiet:
        for line in outcome.said:
            typer.echo(line, err=outcome.data is not None)
    if outcome.data is not None:
        _give(outcome.data)
    for sentence in outcome.failed:
        typer.echo(sentence, err=True)
    if outcome.failed:
        raise typer.Exit(_FAILED)
    if outcome.found:
        raise typer.Exit(_FOUND)


def _give(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # whoever read it has seen enough
    except OSError as error:
        from goldenthread.files import NotPossible

        reason = (error.strerror or "it takes no more").lower()
        raise NotPossible(f"Standard output took only a part of the data: {reason}. Name a file with -o.") from error


def main() -> None:
    """The command `goldenthread`: no error leaves it as anything but a sentence."""
    sys.exit(_guarded(lambda: app(sys.argv[1:] or ["--help"], standalone_mode=False)))


def _guarded(work: Callable[[], object]) -> int:
    """Run `work`; the exit code."""
    try:
        result = work()
    except typer.TyperException as error:
        return _fail(_usage(error))
    except KeyboardInterrupt:
        result = _STOPPED
    except Exception as error:
        from goldenthread.cli_run import in_words

        return _fail(in_words(error))
    code = result if isinstance(result, int) else 0
    # typer too turns an interruption into this code
    return _fail("Stopped, as you asked. No file is half written.", code) if code == _STOPPED else code


def _fail(sentence: str, code: int = _FAILED) -> int:
    typer.echo(sentence, err=True)
    return code


def _usage(error: typer.TyperException) -> str:
    message = error.format_message()
    end = "" if message.endswith((".", "?")) else "."
    return f"{message}{end} “goldenthread --help” shows what can be asked."
