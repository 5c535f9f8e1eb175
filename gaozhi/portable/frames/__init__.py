"""A decision about every row of a frame: pandas, polars, or anything that speaks Arrow."""

from gaozhi.portable.frames._decide import WORDS, Asked, FrameNotice, Request, decide_frame

__all__ = ["WORDS", "Asked", "FrameNotice", "Request", "decide_frame"]
