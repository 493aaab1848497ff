"""Films of a run: as many frames as weeks, of the size that is asked for, and whole or not there at all."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image
from tests.files.seeds import answer, look, refused

import hinterland
from hinterland.core.calendar import day_of
from hinterland.files.stage import hidden
from hinterland.page import film_files
from hinterland.page.film import DEAD, Film, field_named
from hinterland.report.maps import WARM
from hinterland.study.saved_runs import store

AUTUMN = (day_of(date(1941, 9, 1)), day_of(date(1941, 9, 30)))


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A run of three weeks in its folder."""
    run = hinterland.run("history", seed=1, end="1941-07-12", resolution=3, lines=True)
    return store.save(run, tmp_path_factory.mktemp("film") / "run")


def test_that_a_film_has_a_frame_for_each_week_of_its_days_and_of_victims_for_each_month(run):
    weeks = Film(run, field_named("strength"), AUTUMN, 301)
    assert [frame.first for frame in weeks.frames] == list(range(70, 101, 7))
    assert all(frame.first <= AUTUMN[1] and frame.first + 6 >= AUTUMN[0] for frame in weeks.frames)
    months = Film(run, DEAD, (0, day_of(date(1941, 9, 30))), 300)
    assert [frame.first for frame in months.frames] == [0, *(day_of(date(1941, m, 1)) for m in (7, 8, 9))]
    assert weeks.size[0] == 300
    assert weeks.size[1] % 2 == 0


def test_that_no_frame_tells_of_victims_before_their_month_is_over(run):
    frames = Film(run, field_named("strength"), (0, 200), 300).frames
    by_month = run.values("civilians.killed")
    for frame in frames:
        if frame.until >= run.first:
            assert frame.until <= frame.first + 6
            assert frame.dead == pytest.approx(by_month[: frame.until - run.first + 1].sum())
    assert frames[0].until < run.first


def test_that_the_frames_show_their_weeks_on_one_scale(run, tmp_path):
    film = Film(run, field_named("strength"), AUTUMN, 400)
    film_files.write_gif(tmp_path / "x.gif", film, 10, "Simulated")
    with Image.open(tmp_path / "x.gif") as made:
        assert made.n_frames == len(film.frames) == 5
        assert made.size == film.size
        assert made.info["duration"] == 100
        assert made.info["comment"] == b"Simulated"
        frames = []
        for k in range(made.n_frames):
            made.seek(k)
            frames.append(np.asarray(made.convert("RGB"), int))
    foot = film.size[1] * 7 // 8
    cells = [frame[film.size[1] // 8 : foot] for frame in frames]
    assert all((one != other).any() for one, other in pairwise(cells))
    assert all((frame[foot + 20 :] == frames[0][foot + 20 :]).all() for frame in frames)
    for colour in WARM[1:]:
        wanted = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
        assert (np.abs(frames[0][foot:] - wanted).max(-1) <= 12).any(), colour


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_that_a_film_is_written_as_mp4(run, tmp_path):
    film = Film(run, field_named("attacks"), AUTUMN, 300)
    film_files.write_mp4(tmp_path / "x.mp4", film, 5, "Simulated")
    shown = "stream=width,height,nb_read_frames:format_tags=comment"
    asked = f"ffprobe -v error -count_frames -show_entries {shown} -of default=noprint_wrappers=1".split()
    told = subprocess.run([*asked, tmp_path / "x.mp4"], capture_output=True, text=True, check=True).stdout.split()
    assert told == [f"width={film.size[0]}", f"height={film.size[1]}", "nb_read_frames=5", "TAG:comment=Simulated"]


def test_that_the_command_says_what_it_wrote_and_may_write_it_again(saved, tmp_path, capsys):
    for _ in range(2):
        assert answer("film", saved, "--out", tmp_path / "x.gif", "--width", 240, "--field", "Held") == 0
        assert "3 frames of 240 x " in (said := capsys.readouterr().out)
        assert said.strip().endswith("1941-06-22 to 1941-07-06")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.gif", "x.gif-metadata.json"]
    assert "Simulated" in (tmp_path / "x.gif-metadata.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--field", "strenght"], "strength"),
        (["--frames", 0], "give 1 to 50"),
        (["--width", 5000], "give 240 to 1920"),
        (["--from", "1941-08", "--to", "1941-07"], "comes before"),
        (["--from", "1943"], "the run has no day from 1943-01-01"),
        (["--out", "x.avi"], "ends in .gif or .mp4"),
        (["--out", "mine.gif"], "is not a file that hinterland wrote"),
    ],
)
def test_that_what_cannot_be_meant_is_refused_in_one_line_before_anything_is_played(
    saved, tmp_path, monkeypatch, capsys, asked, words
):
    monkeypatch.setattr("hinterland.cli.page.played", lambda *_: pytest.fail("a war was played"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.gif").write_bytes(b"mine")
    before = look(tmp_path)
    out = [] if "--out" in asked else ["--out", "x.gif"]
    assert words in refused(capsys, "film", saved, *out, *asked)
    assert look(tmp_path) == before


def test_that_without_ffmpeg_one_line_says_what_to_install(saved, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install ffmpeg" in refused(capsys, "film", saved, "--out", tmp_path / "x.mp4")


@pytest.mark.parametrize("end", ["exit 1", "cat > /dev/null; echo no encoder >&2; exit 1"])
def test_that_an_ffmpeg_that_fails_leaves_nothing(saved, tmp_path, monkeypatch, capsys, end):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "ffmpeg").write_text(f"#!/bin/sh\n{end}\n", encoding="utf-8")
    (tmp_path / "bin" / "ffmpeg").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    before = look(tmp_path)
    assert answer("film", saved, "--out", tmp_path / "x.mp4", "--width", 240) == 2
    (line,) = (one for one in capsys.readouterr().err.splitlines() if one.startswith("hinterland: "))
    assert "ffmpeg could not write the film" in line
    assert ("no encoder" in line) == ("no encoder" in end)
    assert look(tmp_path) == before


def test_that_a_command_that_is_killed_leaves_no_half_film(saved, tmp_path, capsys):
    out = tmp_path / "x.gif"
    asked = [sys.executable, "-m", "hinterland", "film", str(saved), "--out", str(out), "--width", "240"]
    writing = subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (hidden(out) / out.name).exists():
        assert writing.poll() is None, "the command ended before it was killed"
        time.sleep(0.005)
    writing.send_signal(signal.SIGKILL)
    writing.wait()
    assert not out.exists()
    assert answer("film", saved, "--out", out, "--width", 240) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.gif", "x.gif-metadata.json"]
