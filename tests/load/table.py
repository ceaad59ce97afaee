"""The figures as plain text."""

from collections import Counter
from statistics import median, quantiles

from tests.load.counting import own_statements

FIRST_VISIT, LATER_VISIT = 60_000, 15_000
TIMES = ("app ms", "p95", "bare ms", "p95", "ratio", "in pairs")
HEADS = ("", *TIMES, "statements", "of its own", "bytes", "bare")


def aligned(lines):
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join("  ".join([line[0].ljust(widths[0]), *right(line[1:], widths[1:])]) for line in lines)


def right(cells, widths):
    return [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]


def milliseconds(seconds):
    p95 = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return f"{median(seconds) * 1000:.1f}", f"{p95 * 1000:.1f}"


def times_of(times):
    return (
        *milliseconds(times.app),
        *milliseconds(times.reference),
        f"{times.ratio_of_medians:.2f}",
        f"{times.median_of_ratios:.2f}",
    )


def requests_table(times, statements, sizes):
    lines = [HEADS]
    for name, found in times.items():
        counts = [str(len(statements[name])), str(len(own_statements(statements[name])))]
        lines.append((name, *times_of(found), *counts, *(f"{size:,}" for size in sizes[name])))
    return aligned(lines)


def arrivals_table(turns, rate):
    """`turns` has what the open loop told of each site; the percentiles are those of all its turns."""
    heads = (
        f"saves as they come, {rate:g}/s",
        "due",
        "answered/s",
        "p50 ms",
        "p95",
        "p99",
        "worst",
        "errors",
    )
    lines = [(*heads, "driver")]
    for name, found in turns.items():
        seconds = sorted(second for turn in found for second in turn["latencies"])
        figures = [str(sum(turn["due"] for turn in found))]
        figures.append(f"{len(seconds) / sum(turn['seconds'] for turn in found):.1f}")
        figures += [f"{1000 * percentile(seconds, share):.1f}" for share in (0.5, 0.95, 0.99, 1)]
        errors = sum((Counter(turn["errors"]) for turn in found), Counter())
        figures.append(",".join(f"{count}×{error}" for error, count in errors.items()) or "0")
        lines.append((name, *figures, f"{sum(turn['driver'] for turn in found) / len(found):.0%}"))
    return aligned(lines)


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def visits_table(visits):
    lines = [("all told, in bytes", "first visit", "later visit", "files")]
    for name, found in visits.items():
        lines.append((name, f"{found.first:,}", f"{found.later:,}", str(len(found.files))))
    lines.append(("budget", f"{FIRST_VISIT:,}", f"{LATER_VISIT:,}", ""))
    return aligned(lines)


def oddities(statements):
    """What a request should not do, in sentences."""
    for name, found in statements.items():
        savepoints = sum("SAVEPOINT" in sql for sql in found)
        if savepoints:
            yield f"{name}: {savepoints} savepoint statements."
        for sql, times in Counter(found).items():
            if times > 1:
                yield f"{name}: {times} times {sql[:140]}"
