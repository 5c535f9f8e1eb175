/* Working days, by the data of a calendar: the same days as gaozhi.workdays counts. */
(() => {
  'use strict';

  const DAY = 864e5;
  const number = (day) => Date.parse(day) / DAY;
  const text = (number) => new Date(number * DAY).toISOString().slice(0, 10);
  const numbers = (days) => new Set(days.map(number));

  /** The working days of a calendar. Days are texts, 2026-12-01; null is a day not yet published. */
  class Workdays {
    /** @param data known: runs of known days; off, on: the days that are not as their weekday. */
    constructor({ known, off, on }) {
      this.known = known.map((run) => run.map(number));
      this.off = numbers(off);
      this.on = numbers(on);
    }

    /** Whether a day is a working day; null where that is not published. */
    isWorkday(day) {
      return this.works(number(day));
    }

    works(at) {
      if (!this.known.some(([first, last]) => first <= at && at <= last)) return null;
      const weekday = (((at + 4) % 7) + 7) % 7; // 1 January 1970 was a Thursday; 0 is Sunday.
      return this.on.has(at) || (weekday % 6 !== 0 && !this.off.has(at));
    }

    /** The n-th working day after a day, which itself never counts. */
    add(start, n) {
      let at = number(start);
      for (let left = n; left > 0;) {
        const works = this.works((at += 1));
        if (works === null) return null;
        if (works) left -= 1;
      }
      return text(at);
    }

    /** The first working day on or after a day. */
    roll(day) {
      for (let at = number(day); ; at += 1) {
        const works = this.works(at);
        if (works === null) return null;
        if (works) return text(at);
      }
    }

    /** The last day of a period from a day; null where it is not published, or not in days. */
    due(start, count, unit) {
      if (unit === '工作日') return this.add(start, count);
      return unit === '日' ? this.roll(text(number(start) + count)) : null;
    }
  }

  globalThis.gaozhi = Object.assign(globalThis.gaozhi ?? {}, { Workdays });
})();
