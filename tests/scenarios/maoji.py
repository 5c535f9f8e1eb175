"""毛集实验区: the first day of 毛管办〔2021〕4号, and the day before it."""

DAY_BEFORE = "2021-02-23"
FIRST_DAY = "2021-02-24"
