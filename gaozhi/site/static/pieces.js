/* Pieces of pages that the wizard and the counter share. */
(() => {
  'use strict';

  /** An element. Attributes of true are empty, those of false or null are left out. */
  function h(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, '');
      else if (value !== false && value !== null && value !== undefined) {
        element.setAttribute(key, value);
      }
    }
    element.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined));
    return element;
  }

  /** A provision as it is quoted: its own words where there are any, else what it means. */
  function quote({ provision, quote: words, means, document: name, locator }, places) {
    const address = places[provision];
    const source = `${name} ${locator}`;
    const where = address ? h('a', { href: address }, source) : source;
    if (words === null) return h('p', { class: 'cited' }, means, '（', where, '）');
    const end = /[。！？；]$/.test(words) ? '' : '。';
    return h('blockquote', {}, h('p', {}, `${words}${end}`), h('footer', {}, where));
  }

  /** Each provision once, those with words of their own first. */
  function quotes(basis, places, most = Infinity) {
    const once = [...new Map(basis.map((one) => [one.provision, one])).values()];
    const sorted = [...once].sort((a, b) => (a.quote === null) - (b.quote === null));
    return sorted.slice(0, most).map((one) => quote(one, places));
  }

  const folded = (title, children, attributes = {}) =>
    h('details', attributes, h('summary', {}, title), children);

  /** Copies a text; by selection where the browser has no clipboard for pages from files. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = h('textarea', { class: 'hidden-visually', 'aria-hidden': 'true' }, text);
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }

  /** The day of this device, as 2026-12-01. */
  function today() {
    const now = new Date();
    const two = (number) => `${number}`.padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  // On paper nothing can be unfolded.
  const closed = new Set();
  addEventListener('beforeprint', () => {
    for (const one of document.querySelectorAll('details:not([open])')) {
      closed.add(one);
      one.open = true;
    }
  });
  addEventListener('afterprint', () => {
    closed.forEach((one) => (one.open = false));
    closed.clear();
  });

  Object.assign(globalThis.gaozhi, { h, quote, quotes, folded, copy, today });
})();
