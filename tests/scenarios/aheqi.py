"""The days that 阿合奇县's document turns on.

Until the first of these days only the directory was tried out; what “5月1日后” means has two
readings, which differ on the second.
"""

LAST_DAY_OF_TRIAL = "2021-04-30"
DAY_OF_TWO_READINGS = "2021-05-01"
