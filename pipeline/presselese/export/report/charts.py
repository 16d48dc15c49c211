"""The drawings of the overview as plain numbers; the templates make SVG of them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

WIDE, NARROW = 1160, 340
"""Widths of the drawing of time: on a desk and on a phone, where its labels keep their size."""
HEIGHT = 160
TICK = 64
"""Least distance of two labels."""
MOST_MONTHS = 48
"""A longer time is drawn by years."""
MOST_POINTS = 1_500
MAP_WIDTH, MAP_HEIGHT = 400, 520
WEST, EAST, SOUTH, NORTH = 5.3, 15.6, 47.0, 55.3

# Drawn by hand from rounded coordinates: it is there to find one's way, not to measure.
_OUTLINE = (
    (8.6, 54.9), (9.4, 54.8), (10.0, 54.5), (10.9, 54.3), (11.1, 54.0), (12.1, 54.2), (13.0, 54.4), (13.5, 54.6),
    (13.7, 54.1), (14.2, 53.9), (14.4, 53.2), (14.1, 52.9), (14.6, 52.5), (14.7, 52.0), (14.6, 51.7), (15.0, 51.3),
    (14.8, 50.9), (14.3, 51.0), (13.4, 50.6), (12.5, 50.3), (12.1, 50.3), (12.5, 49.8), (12.9, 49.3), (13.8, 48.8),
    (13.4, 48.4), (12.8, 48.1), (13.0, 47.7), (12.2, 47.7), (11.3, 47.4), (10.4, 47.5), (9.7, 47.5), (8.6, 47.7),
    (7.6, 47.6), (7.6, 48.2), (8.2, 49.0), (7.0, 49.1), (6.4, 49.5), (6.2, 50.2), (6.0, 50.8), (6.2, 51.4),
    (6.8, 51.9), (7.0, 52.3), (7.1, 53.0), (7.1, 53.6), (8.0, 53.7), (8.5, 53.6), (8.9, 53.9), (8.9, 54.4),
)  # fmt: skip
_CITIES = (("Berlin", 13.4, 52.5), ("Hamburg", 10.0, 53.55), ("Köln", 6.95, 50.95), ("München", 11.6, 48.15))


@dataclass(frozen=True)
class Bar:
    label: str
    count: int
    x: float
    y: float
    width: float
    height: float
    tick: bool


@dataclass(frozen=True)
class Point:
    label: str
    count: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Map:
    outline: str
    cities: list[Point]
    points: list[Point]
    outside: int


def chart(months: Counter[str], width: int) -> list[Bar]:
    """A bar for each month (`YYYY-MM`) or year from the first to the last, empty ones too."""
    if not months:
        return []
    counts, steps = months, _months(min(months), max(months))
    if len(steps) > MOST_MONTHS:
        counts = Counter()
        for month, count in months.items():
            counts[month[:4]] += count
        steps = [f"{year:04}" for year in range(int(min(counts)), int(max(counts)) + 1)]
    most = max(counts.values())
    step = width / max(len(steps), 6)
    every = math.ceil(TICK / step)
    bars = []
    for place, label in enumerate(steps):
        height = round(counts[label] / most * HEIGHT, 1)
        bars.append(
            Bar(
                label,
                counts[label],
                round(place * step + step * 0.1, 1),
                round(HEIGHT - height, 1),
                round(min(step * 0.8, 60), 1),
                height,
                place % every == 0,
            )
        )
    return bars


def _months(first: str, last: str) -> list[str]:
    numbers = [int(month[:4]) * 12 + int(month[5:7] or 1) - 1 for month in (first, last)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(numbers[0], numbers[1] + 1)]


def map_of(points: Counter[tuple[float, float, str]]) -> Map:
    """Places in and near Germany as circles whose area grows with their mentions; the others as a number."""
    inside = {at: count for at, count in points.items() if WEST <= at[0] <= EAST and SOUTH <= at[1] <= NORTH}
    most = max(inside.values(), default=1)
    drawn = sorted(inside.items(), key=lambda item: (-item[1], item[0]))[:MOST_POINTS]
    return Map(
        " ".join("{:.0f},{:.0f}".format(*_projected(lon, lat)) for lon, lat in _OUTLINE),
        [Point(name, 0, *_projected(lon, lat), 0) for name, lon, lat in _CITIES],
        [
            Point(name, count, *_projected(lon, lat), round(3 + 11 * math.sqrt(count / most), 1))
            for (lon, lat, name), count in drawn
        ],
        sum(points.values()) - sum(inside.values()),
    )


def _projected(lon: float, lat: float) -> tuple[float, float]:
    """Equirectangular, true to length at the middle of the map."""
    return (
        round((lon - WEST) / (EAST - WEST) * MAP_WIDTH, 1),
        round((NORTH - lat) / (NORTH - SOUTH) * MAP_HEIGHT, 1),
    )
