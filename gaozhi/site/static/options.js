/* The fields of one question, by the type of its fact. */
(() => {
  'use strict';

  const { h } = globalThis.gaozhi;
  const UNKNOWN = '不知道';

  function box(type, name, words, isChecked, more = null, attributes = {}) {
    const input = h('input', { type, name, checked: isChecked, ...attributes });
    return { input, element: h('label', { class: 'option' }, input, h('span', {}, words), more) };
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** Radio buttons, a value each. */
  function choice(name, values, value, said) {
    const boxes = values.map((one) => [one, box('radio', name, said(one), same(one, value))]);
    return {
      element: h('div', { class: 'options' }, boxes.map(([, { element }]) => element)),
      value: () => boxes.find(([, { input }]) => input.checked)?.[0],
      missing: '请选一个回答',
    };
  }

  /** Boxes of which several may be ticked; none of them, and not known, exclude the others. */
  function several(name, values, value, said, hasUnknown) {
    const isList = Array.isArray(value);
    const some = values.map((one) => [one, box('checkbox', name, said(one), isList && value.includes(one))]);
    const none = box('checkbox', name, said([]), isList && !value.length);
    const unknown = box('checkbox', name, UNKNOWN, value === null);
    const alone = hasUnknown ? [none, unknown] : [none];
    const all = [...some.map(([, one]) => one), ...alone];
    const onchange = ({ target }) => {
      if (!target.checked) return;
      const isAlone = alone.some(({ input }) => input === target);
      for (const { input } of isAlone ? all : alone) if (input !== target) input.checked = false;
    };
    return {
      element: h('div', { class: 'options', onchange }, all.map(({ element }) => element)),
      value: () => {
        if (unknown.input.checked) return null;
        const chosen = some.filter(([, { input }]) => input.checked).map(([one]) => one);
        return chosen.length || none.input.checked ? chosen : undefined;
      },
      missing: '请至少选一项；都没有的，选“都没有”',
    };
  }

  /** A day, a number or a text that is written; beside it what may be chosen in its place. */
  function written({ fact, type, never }, value, said, hasUnknown) {
    const isWritten = value !== undefined && value !== null && value !== never;
    const field = h('input', {
      type: type === 'date' ? 'date' : 'text',
      inputmode: type === 'number' ? 'decimal' : null,
      'aria-label': type === 'date' ? '日期' : '填写',
      value: isWritten ? value : null,
      autocomplete: 'off',
    });
    const others = [...(never ? [never] : []), ...(hasUnknown ? [null] : [])];
    const read = () => {
      if (type === 'number') return /^-?\d+(\.\d+)?$/.test(field.value.trim()) ? Number(field.value) : undefined;
      return field.value.trim() || undefined;
    };
    const missing = type === 'date' ? '请填一个日期' : '请填写';
    if (!others.length) {
      return { element: h('div', { class: 'options' }, field), value: read, missing };
    }
    const own = box('radio', fact, type === 'date' ? '到这一天' : '是', isWritten, field);
    field.addEventListener('input', () => (own.input.checked = true));
    const boxes = others.map((one) => [one, box('radio', fact, said(one), one === value)]);
    return {
      element: h('div', { class: 'options' }, own.element, boxes.map(([, { element }]) => element)),
      value: () => (own.input.checked ? read() : boxes.find(([, { input }]) => input.checked)?.[0]),
      missing: `${missing}，或者选别的回答`,
    };
  }

  /**
   * The fields of a question: {element, value(), missing}; a value of undefined is none yet.
   * `said` has the words of a value; `hasUnknown` says whether one may answer 不知道.
   */
  function options(question, value, { said, hasUnknown }) {
    const { fact, type, values = [] } = question;
    const unknown = hasUnknown ? [null] : [];
    if (type === 'bool') return choice(fact, [true, false, ...unknown], value, said);
    if (type === 'one_of') return choice(fact, [...values, ...unknown], value, said);
    if (type === 'set_of') return several(fact, values, value, said, hasUnknown);
    return written(question, value, said, hasUnknown);
  }

  Object.assign(globalThis.gaozhi, { options });
})();
