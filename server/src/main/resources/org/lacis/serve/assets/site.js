// Upgrades what the server sent; every page works without it.
customElements.define('copy-text', class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    if (!navigator.clipboard || !button) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(this.dataset.text);
      button.textContent = this.dataset.done;
    });
  }
});

customElements.define('query-editor', class extends HTMLElement {
  connectedCallback() {
    const area = this.querySelector('textarea');
    area.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) area.form.requestSubmit();
    });
    const line = Number(area.dataset.line);
    if (line > 0) {
      const lines = area.value.split('\n');
      const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      area.focus({ preventScroll: true });
      area.setSelectionRange(from, from + (lines[line - 1] ?? '').length);
    }
    for (const chip of document.querySelectorAll('[data-insert]')) {
      chip.hidden = false;
      chip.addEventListener('click', () => {
        if (!area.value.includes(chip.dataset.insert)) {
          area.value = chip.dataset.insert + '\n' + area.value;
        }
        area.focus();
      });
    }
  }
});

// a accept, r refuse, u unsure, c comment, n next, p previous
customElements.define('judge-keys', class extends HTMLElement {
  connectedCallback() {
    for (const key of document.querySelectorAll('.deciding kbd')) key.hidden = false;
    document.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = event.target.closest?.('input, textarea, select');
      if (typing) {
        if (event.key === 'Escape') typing.blur();
        return;
      }
      const link = { n: 'a[rel=next]', p: 'a[rel=prev]' }[event.key];
      if (link) document.querySelector('.deciding ' + link)?.click();
      else if (event.key === 'c') {
        event.preventDefault();
        this.querySelector('#comment').focus();
      } else this.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
    });
  }
});

// Suggestions below the search field (ARIA combobox); Enter without one searches as before.
for (const field of document.querySelectorAll('input[data-suggest]')) {
  const list = document.createElement('ul');
  list.className = 'meant';
  list.id = 'meant';
  list.role = 'listbox';
  list.setAttribute('aria-label', field.getAttribute('aria-label'));
  list.hidden = true;
  field.form.append(list);
  field.role = 'combobox';
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', 'meant');
  field.setAttribute('aria-expanded', 'false');
  let at = -1;
  let asking = null;
  let timer = 0;
  const show = open => {
    list.hidden = !open;
    field.setAttribute('aria-expanded', String(open));
    if (!open) select(-1);
  };
  const select = index => {
    at = index;
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === at));
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', list.children[at].id);
  };
  const item = (thing, index) => {
    const line = document.createElement('li');
    line.id = 'meant-' + index;
    line.role = 'option';
    line.className = thing.twin ? 'hue-' + thing.twin : '';
    line.dataset.page = thing.page;
    line.setAttribute('aria-selected', 'false');
    if (thing.twin) {
      const mark = document.createElement('i');
      mark.className = 'mark';
      line.append(mark, ' ');
    }
    const kind = document.createElement('span');
    kind.className = 'soft';
    kind.textContent = thing.kind;
    line.append(thing.label + ' ', kind);
    return line;
  };
  const ask = async () => {
    asking?.abort();
    const words = field.value.trim();
    if (words.length < 2) return show(false);
    asking = new AbortController();
    try {
      const answer = await fetch(field.dataset.suggest + '?q=' + encodeURIComponent(words), { signal: asking.signal });
      if (!answer.ok) return show(false);
      const things = await answer.json();
      list.replaceChildren(...things.map(item));
      at = -1;
      show(things.length > 0 && document.activeElement === field);
    } catch (error) {
      if (error.name !== 'AbortError') show(false);
    }
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 80);
  });
  field.addEventListener('keydown', event => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === 'ArrowDown') select(at < last ? at + 1 : 0);
    else if (event.key === 'ArrowUp') select(at > 0 ? at - 1 : last);
    else if (event.key === 'Escape') show(false);
    else if (event.key === 'Enter' && at >= 0) location.assign(list.children[at].dataset.page);
    else return;
    event.preventDefault();
  });
  field.addEventListener('blur', () => show(false));
  list.addEventListener('pointerdown', event => {
    const line = event.target.closest('li');
    event.preventDefault();
    if (line) location.assign(line.dataset.page);
  });
}
