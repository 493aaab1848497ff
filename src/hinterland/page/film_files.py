"""Films as files: GIF by Pillow, which comes with the program, MP4 by the `ffmpeg` of the machine, where it has one."""

import logging
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.page.film import DOTS, Film

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image

COLOURS = 256
"""Colours that a GIF has; those of the frame in the middle serve the whole film."""
FORMAT = ("-f", "mp4", "-pix_fmt", "yuv420p", "-movflags", "+faststart")
"""What players of films expect of MP4."""
WANTED = "install ffmpeg (apt install ffmpeg, brew install ffmpeg), or give a name that ends in .gif"

REMEDY = "give a name that ends in .gif, or mend the ffmpeg on the path"


class Kind(NamedTuple):
    """A kind of film: what writes one to a path with so many frames a second and a comment."""

    write: Callable[[Path, Film, int, str], None]
    needs_ffmpeg: bool


def kind_of(out: Path) -> Kind:
    """Return the kind of film that the end of a name asks for; raises `Fault` where that cannot be written here."""
    kind = KINDS.get(out.suffix.lower())
    if kind is None:
        raise Fault(out, 0, "does not say which kind of film it is", "give a name that ends in .gif or .mp4")
    if kind.needs_ffmpeg:
        from matplotlib.animation import FFMpegWriter

        if not FFMpegWriter.isAvailable():
            raise Fault(out, 0, "MP4 needs the program ffmpeg, which is not on the path", WANTED)
    return kind


def write_gif(path: Path, film: Film, rate: int, comment: str) -> None:
    """Write a film that every browser shows, again and again."""
    from PIL import Image

    middle = len(film.frames) // 2
    palette = _picture(next(film.drawn(film.frames[middle : middle + 1]))).quantize(COLOURS)
    frames = (
        _picture(figure).quantize(palette=palette, dither=Image.Dither.NONE) for figure in film.drawn(film.frames)
    )
    first = next(frames)
    duration = round(1000 / rate)
    first.save(path, "GIF", save_all=True, append_images=frames, duration=duration, loop=0, comment=comment.encode())


def write_mp4(path: Path, film: Film, rate: int, comment: str) -> None:
    """Write a film for a lecture or a programme; raises `Fault` where ffmpeg fails."""
    from matplotlib.animation import FFMpegWriter

    logging.getLogger("matplotlib.animation").setLevel(logging.CRITICAL)  # what ffmpeg says is given as one fault
    writer = FFMpegWriter(fps=rate, metadata={"comment": comment}, extra_args=list(FORMAT))
    frames: Iterator[Figure] = film.drawn(film.frames)
    try:
        first = next(frames)
        with writer.saving(first, str(path), DOTS):
            writer.grab_frame()
            for _ in frames:
                writer.grab_frame()
    except (subprocess.CalledProcessError, BrokenPipeError) as trouble:
        said = str(getattr(trouble, "stderr", "") or trouble).strip().splitlines()[-1:]
        raise Fault(None, 0, f"ffmpeg could not write the film ({''.join(said)})", REMEDY) from None


def _picture(figure: "Figure") -> "Image":
    """Return a figure as a picture in red, green and blue."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3])


KINDS = {".gif": Kind(write_gif, False), ".mp4": Kind(write_mp4, True)}
"""The kinds of film by the end of the name."""
