"""The command line: what it prints, where, and its exit status."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from checks.commands.main import main
from checks.rules.registry import all_rules, rule_named
from tests.helpers.builders import (
    ROOT,
    change_schema,
    describe,
    read_rows,
    write_cell,
    write_table,
)
from tests.helpers.contradictory_package import contradictory_package

RULES = [rule.name for rule in all_rules()]
NEEDS_A_FULL_DISK = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="there is no /dev/full on this system"
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the next fixture, not to be changed."""
    return contradictory_package(tmp_path_factory.mktemp("template") / "package")


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A package with two contradictions and an empty register."""
    return Path(shutil.copytree(template, tmp_path / "package"))


def run(capsys, *arguments):
    """Exit status, standard output and standard error."""
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def process(*arguments, folder=ROOT, **environment):
    """The same in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "checks", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
    )


def test_the_exit_status_says_whether_structure_and_register_are_right(capsys, folder):
    status, out, err = run(capsys, folder)
    assert (status, err) == (1, "")
    assert "Not valid: 2 findings not registered." in out
    assert run(capsys, folder, "--update-register")[0] == 0
    status, out, err = run(capsys, folder)
    assert (status, err) == (0, "")
    assert "Valid: structure OK; 2 findings, registered as found." in out
    write_cell(folder, "dates", 3, "date", "Michaelmas")
    status, out, err = run(capsys, folder)
    assert (status, err) == (1, "")
    assert "data/dates.csv:3:date" in out


def test_the_package_is_a_descriptor_or_its_folder_and_by_default_here(capsys, folder, monkeypatch):
    expected = run(capsys, folder, "--format", "json")
    assert run(capsys, folder / "datapackage.json", "--format", "json") == expected
    monkeypatch.chdir(folder)
    assert run(capsys, "--format", "json") == expected


def test_json_is_the_report_of_the_contract(capsys, folder):
    _, out, _ = run(capsys, folder, "--format", "json")
    report = json.loads(out)
    assert report["package"] == {"name": "small", "version": "1.2.3"}
    assert [rule["rule"] for rule in report["rules"]] == [rule.name for rule in all_rules()]
    dates = next(item for item in report["findings"] if item["rule"] == "dates-agree")
    assert [
        (place["file"], place["row"], place["column"], place["passage"])
        for place in dates["locations"]
    ] == [
        ("data/dates.csv", 2, "date", "The guilds, paragraph 1, sentence 1"),
        ("data/dates.csv", 4, "date", "The guilds, paragraph 2, sentence 1"),
    ]


def test_output_goes_to_a_file_and_nothing_is_printed(capsys, folder, tmp_path):
    _, expected, _ = run(capsys, folder, "--format", "json")
    file = tmp_path / "report.json"
    status, out, err = run(capsys, folder, "--format", "json", "--output", file)
    assert (status, out, err) == (1, "", "")
    assert file.read_text(encoding="utf-8") == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "report.json"]


def test_a_hyphen_is_the_standard_output_and_no_file(capsys, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    expected = run(capsys, "package", "--format", "json")
    assert run(capsys, "package", "--format", "json", "--output", "-") == expected
    assert run(capsys, "package", "--format", "json", "--output", "./--") == (1, "", "")
    assert [file.name for file in sorted(folder.parent.iterdir())] == ["--", "package"]


@pytest.mark.parametrize("command", ["build", "describe"])
def test_a_column_that_a_schema_has_twice_is_refused_in_one_line(capsys, folder, command):
    fields = json.loads((folder / "schemas/dates.json").read_text("utf-8"))["fields"]
    change_schema(folder, "dates", fields=[*fields, fields[-1]])
    status, out, err = run(capsys, command, folder)
    reason = f"its schema has the column {fields[-1]['name']!r} twice"
    assert (status, out, reason in err, err.count("\n")) == (2, "", True, 1)
    change_schema(folder, "dates", fields=fields)
    assert run(capsys, command, folder)[0] == 0


@pytest.mark.parametrize(
    ("fail_on", "rule", "status"),
    [
        ("error", "dates-agree", 1),  # an error
        ("error", "answers-leave-no-residual", 0),  # a warning
        ("warning", "answers-leave-no-residual", 1),
        ("info", "answers-leave-no-residual", 1),
    ],
)
def test_the_check_fails_on_findings_of_a_severity_and_of_worse_ones(
    capsys, folder, fail_on, rule, status
):
    chosen = (folder, "--select", rule, "--fail-on", fail_on)
    done, out, _ = run(capsys, *chosen)
    assert done == status
    words = "; passes, as only errors fail (--fail-on error)." if status == 0 else "."
    assert f"Not valid: 1 finding not registered{words}" in in_one_line(out)
    assert json.loads(run(capsys, *chosen, "--format", "json")[1])["passes"] == (status == 0)


def test_a_structure_problem_fails_whatever_the_severity(capsys, folder):
    write_cell(folder, "dates", 3, "date", "Michaelmas")
    assert run(capsys, folder, "--fail-on", "error")[0] == 1


def test_sarif_has_registered_findings_if_they_are_asked_for(capsys, folder):
    run(capsys, folder, "--update-register")

    def results(*arguments):
        _, out, _ = run(capsys, folder, "--format", "sarif", *arguments)
        return [item.get("baselineState") for item in json.loads(out)["runs"][0]["results"]]

    assert results() == []
    assert results("--registered") == ["unchanged", "unchanged"]


def test_select_and_ignore_choose_the_rules_that_run(capsys, folder):
    def rules(*arguments):
        _, out, _ = run(capsys, folder, "--format", "json", *arguments)
        return [rule["rule"] for rule in json.loads(out)["rules"]]

    names = [rule.name for rule in all_rules()]
    assert rules("--select", names[1], names[0]) == names[:2]
    assert rules("--select", names[1], "--select", names[0]) == names[:2]
    assert rules("--ignore", *names[:2]) == names[2:]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nowhere"], "nowhere: there is no such file or folder"),
        (["data"], "data: no data package here (expected a datapackage.json)"),
        (["--format", "pdf"], "invalid choice: 'pdf'"),
        (["--fail-on", "fatal"], "argument --fail-on: invalid choice: 'fatal'"),
        (["--no-such-option"], "unrecognized arguments: --no-such-option"),
        (["--sel", "dates-agree"], "--sel"),
        (["one", "two"], "unrecognized arguments: two"),
        (["--select"], "argument --select: expected at least one argument"),
        (["--select", "dates-agre"], "there is no rule 'dates-agre': did you mean dates-agree"),
        (["--ignore", "zzzz"], "there is no rule 'zzzz'"),
        (
            ["--select", "dates-agree", "--ignore", "dates-agree"],
            "no rule is left to run: every selected rule is ignored",
        ),
        (["--ignore", *RULES], "no rule is left to run: every rule is ignored"),
        (["--explain", "zzzz"], "there is no rule 'zzzz'"),
        (["--explain", ""], "there is no rule ''"),
        (["--select", "dates-agree", "data"], "PACKAGE goes before --select and --ignore"),
        (["--ignore", "."], "PACKAGE goes before --select and --ignore"),
        (["--list-rules", "--explain", "dates-agree"], "not allowed with argument --list-rules"),
        (["--output", "out/report.txt"], "cannot be written (there is no folder out)"),
        (["--output", "data"], "data: cannot be written (it is a folder)"),
        pytest.param(
            ["--output", "/dev/full"],
            "/dev/full: cannot be written (No space left on device)",
            marks=NEEDS_A_FULL_DISK,
        ),
        (["describe", "--table", "nope"], "the package has no table 'nope'"),
        (["describe", "--format", "xml"], "invalid choice: 'xml'"),
        (["describe", "--colour"], "unrecognized arguments: --colour"),
        (["build", "nowhere"], "nowhere: there is no such file or folder"),
        (["build", "one", "two"], "unrecognized arguments: two"),
        (["init"], "the following arguments are required: FOLDER"),
        (["init", "reed", "marsh"], "unrecognized arguments: marsh"),
        (["init", "reed", "--licence", "do what you want"], "is no identifier of a licence"),
        (["init", "reed", "--licence", ""], "is no identifier of a licence"),
        (["init", "reed", "--lic", "MIT"], "unrecognized arguments"),
        (["init", "†"], "needs letters or digits"),
        (["init", "data"], "data: is not empty"),
        (["init", "datapackage.json"], "datapackage.json: is not a folder"),
        (["init", "dangling-link"], "dangling-link: is not a folder"),
        (["init", "datapackage.json/reed"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_one_line_and_writes_nothing(
    capsys, folder, monkeypatch, arguments, complaint
):
    monkeypatch.chdir(folder)
    Path("dangling-link").symlink_to("nowhere")
    before = sorted(folder.rglob("*"))
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert complaint in err
    assert err.startswith("checks: ")
    assert err.count("\n") == 1
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "descriptor", ["", "[]", "{", '{"resources": []}', '{"resources": [{"name": "x"}]}']
)
def test_a_descriptor_that_cannot_be_understood_exits_with_2_and_one_line(
    capsys, tmp_path, descriptor
):
    (tmp_path / "datapackage.json").write_text(descriptor, encoding="utf-8")
    status, out, err = run(capsys, tmp_path)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_every_rule_is_listed_with_family_severity_and_title(capsys):
    status, out, _ = run(capsys, "--list-rules")
    assert status == 0
    assert [line.split()[:3] for line in out.splitlines()] == [
        [rule.name, rule.family, rule.severity] for rule in all_rules()
    ]
    for rule, line in zip(all_rules(), out.splitlines(), strict=True):
        assert line.endswith(rule.documentation().title)


@pytest.mark.parametrize("rule", [rule.name for rule in all_rules()])
def test_every_rule_is_explained_in_all_its_parts(capsys, rule):
    status, out, _ = run(capsys, "--explain", rule)
    assert status == 0
    labels = ["Statement", "Formula", "Inputs", "Severity rationale", "Source", "Limits"]
    assert [line for line in out.splitlines() if line in labels] == labels
    assert rule in out
    assert ("each document by itself" in out) != rule_named(rule).between_documents


def test_help_names_every_option_of_the_contract():
    shown = process("--help").stdout.decode()
    options = (
        "--format --output --select --ignore --fail-on --registered --update-register --list-rules "
        "--explain"
    )
    commands = "init build describe"
    assert [word for word in f"{options} {commands}".split() if word not in shown] == []


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], {"pandas", "pandera", "frictionless", "rich", "numpy"}),
        (["nowhere"], {"pandas", "pandera", "frictionless", "rich", "numpy"}),
        (["describe"], {"pandas", "pandera", "frictionless", "rich", "numpy"}),
        (["--list-rules"], {"frictionless", "rich"}),
    ],
)
def test_heavy_libraries_are_imported_only_where_they_are_needed(arguments, heavy):
    script = (
        "import sys\n"
        "from checks.commands.main import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, check=True
    )
    assert not heavy & set(done.stderr.decode().split())


def test_a_process_prints_one_line_and_no_traceback():
    done = process("nowhere")
    line = "checks: nowhere: there is no such file or folder\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", line)


def test_piped_output_has_no_colour_and_survives_a_narrow_encoding(folder):
    done = process(folder=folder, PYTHONIOENCODING="ascii", COLUMNS="80")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\x1b" not in done.stdout
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


def test_a_reader_that_stops_early_causes_no_traceback(folder):
    script = f"{sys.executable} -m checks --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"{", b"")


def test_an_update_says_what_it_did_to_the_register(capsys, folder):
    _, out, _ = run(capsys, folder, "--update-register")
    identifiers = [row["finding_id"] for row in read_rows(folder, "findings")]
    assert len(identifiers) == 2
    assert all(f"added    {identifier}" in out.splitlines() for identifier in identifiers)
    write_table(folder, "answers", read_rows(folder, "answers")[:1])
    describe(folder)
    _, out, _ = run(capsys, folder, "--update-register", "--format", "json")
    expected = {"id": identifiers[0], "change": "removed", "note": ""}
    assert json.loads(out)["updates"] == [expected]
    _, out, _ = run(capsys, folder, "--update-register", "--format", "json")
    assert json.loads(out)["updates"] == []


def test_an_output_that_is_a_link_stays_one(small: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    main([str(small), "--format", "json", "--output", str(link)])
    assert link.is_symlink()
    assert json.loads(target.read_text())["package"]


@NEEDS_A_FULL_DISK
def test_output_on_a_full_disk_is_one_line_and_no_traceback(folder):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checks", str(folder)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    reason = "standard output: cannot be written (No space left on device)"
    assert (done.returncode, done.stderr.decode()) == (2, f"checks: {reason}\n")


def test_the_version_is_that_of_the_project(capsys):
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert run(capsys, "--version") == (0, f"claims-check {stated}\n", "")


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        ("/usr/bin/claims-check", "claims-check"),
        ("C:/claims-check.exe", "claims-check"),
        ("checks/__main__.py", "python -m checks"),
    ],
)
@pytest.mark.parametrize("command", [[], ["init"], ["build"], ["describe"]])
def test_help_shows_the_program_as_it_was_called(capsys, monkeypatch, called, shown, command):
    monkeypatch.setattr(sys, "argv", [called])
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    usage = " ".join(["usage:", shown, *command, "[-h]"])
    assert capsys.readouterr().out.startswith(usage)


def in_one_line(text):
    """The text as it stands on a terminal without an edge."""
    return " ".join(text.split())


def test_after_an_edit_the_report_ends_with_the_command_that_mends_sizes_and_hashes(
    capsys, folder, monkeypatch
):
    (folder / "data/dates.csv").write_text("", encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    mends = "brings sizes and hashes up to date."
    _, out, _ = run(capsys, "package")
    assert in_one_line(out).endswith(f"After an edit, python -m checks build package {mends}")
    monkeypatch.chdir(folder)
    _, out, _ = run(capsys)
    assert in_one_line(out).endswith(f"After an edit, python -m checks build {mends}")


def test_an_update_beside_a_stale_hash_says_that_the_register_is_up_to_date(capsys, folder):
    rows = read_rows(folder, "dates")
    write_table(folder, "dates", [{**row, "note": "Edited."} for row in rows])
    verdict = "Not valid: 2 structure problems; the register is up to date."
    for _ in ("with rows to write", "with none"):
        status, out, _ = run(capsys, folder, "--update-register")
        assert status == 1
        assert verdict in out
    assert len(read_rows(folder, "findings")) == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["../\x1b[2Jnowhere"], "checks: ../\ufffd[2Jnowhere: there is no such file or folder"),
        (
            ["describe", "a\u202eb ##[error]"],
            "checks: a\ufffdb ## [error]: there is no such file or folder",
        ),
        (["../nowhere"], "checks: ../nowhere: there is no such file or folder"),
    ],
)
def test_an_error_line_obeys_nobody(capsys, arguments, line):
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"{line}\n"


def test_a_description_runs_nothing_in_a_terminal_or_a_log(capsys, tmp_path):
    folder = contradictory_package(tmp_path / "guilds")
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    descriptor["title"] = "\x1b[2J\n::error::Guilds"
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert main(["describe", str(folder)]) == 0
    assert "\n\ufffd[2J\n: :error::Guilds\n" in capsys.readouterr().out
    assert main(["describe", str(folder), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == descriptor["title"]
