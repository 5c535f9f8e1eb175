"""毛集实验区: the first day of 毛管办〔2021〕4号, and what is said of the day before it."""

DAY_BEFORE = "2021-02-23"
FIRST_DAY = "2021-02-24"
FROM_NATION = "毛管办〔2021〕4号自 2021-02-24 起施行，办理日期在此之前"
