"""Converts pictures with Pillow, one a line of standard input: FILE, longest side or 0, and where
the JPEG goes or "-", parted by tabs. Answers "ok CPU_NANOS WALL_NANOS", or "no REASON"."""
import io
import sys
import time

import PIL
from PIL import Image, ImageCms, ImageOps

Image.MAX_IMAGE_PIXELS = None
QUALITY = 85
SRGB = ImageCms.createProfile("sRGB")


def is_srgb(profile):
    return "sRGB" in ImageCms.getProfileDescription(profile)


def convert(data, longest):
    image = Image.open(io.BytesIO(data))
    width, height = image.size
    target = None
    if longest and max(width, height) > longest:
        factor = longest / max(width, height)
        target = (round(width * factor), round(height * factor))
        image.draft(None, target)  # a JPEG is decoded at 1/2, 1/4 or 1/8 where that is enough
    icc = image.info.get("icc_profile")
    profile = ImageCms.ImageCmsProfile(io.BytesIO(icc)) if icc else None
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in ("RGBA", "LA"):
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, (255, 255, 255))
        white.paste(image, mask=image.getchannel("A"))
        image = white
    if target:
        image = image.resize(target, Image.Resampling.LANCZOS, reducing_gap=None)
    if profile is not None and not is_srgb(profile):
        image = ImageCms.profileToProfile(image, profile, SRGB, outputMode="RGB")
    if image.mode not in ("RGB", "L"):
        image = image.convert("RGB")
    image = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return out.getvalue()


def main():
    print("Pillow", PIL.__version__, flush=True)
    for line in sys.stdin:
        path, longest, out = line.rstrip("\n").split("\t")
        with open(path, "rb") as file:
            data = file.read()
        try:
            wall = time.perf_counter_ns()
            cpu = time.process_time_ns()
            jpeg = convert(data, int(longest))
            cpu = time.process_time_ns() - cpu
            wall = time.perf_counter_ns() - wall
        except Exception as e:  # whatever it is, the bench goes on and shows it
            print("no", " ".join(str(e).split()) or type(e).__name__, flush=True)
            continue
        if out != "-":
            with open(out, "wb") as file:
                file.write(jpeg)
        print("ok", cpu, wall, flush=True)


main()
