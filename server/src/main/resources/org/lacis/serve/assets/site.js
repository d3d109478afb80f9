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
