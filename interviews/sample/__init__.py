"""Sample data: three companies at different stages, as a candidate has them after a few weeks of talks.

`load_sample(by=, now=)` and `remove_sample(by=)` write as whoever runs them, inside the caller's transaction.
"""

from interviews.sample.files import SampleError
from interviews.sample.loading import load_sample
from interviews.sample.upkeep import move_sample_forward, remove_sample

__all__ = ["SampleError", "load_sample", "move_sample_forward", "remove_sample"]
