// Live parts, keys and local times. Every page is complete without this file.
const $ = (selector) => document.querySelectorAll(selector);
const byId = (id) => document.getElementById(id);
const visible = () => document.visibilityState === 'visible';

// --- How fresh the page is -------------------------------------------------------------------------------------
const WORDS = { live: 'Live', poll: 'Every 30 s', paused: 'Paused', signin: 'Sign in again', held: 'Updated, press r' };
const indicator = byId('live');
let state = null;

function say(next) {
  state = next;
  indicator.dataset.state = next;
  indicator.textContent = WORDS[next];
}

// One hidden element re-reads the page; its live parts are taken out of the answer.
const refresher = byId('refresher');
const refresh = () => window.htmx?.trigger(refresher, 'refresh');

// An EventSource that is open only while the page is seen: browsers allow six connections to a host, and hidden tabs
// and pages in the back/forward cache would use them all up.
class VisibleSource {
  onopen = null;
  onerror = null;
  #source = null;
  #listeners = [];
  #missed = false;

  constructor(url) {
    this.url = url;
    this.toggle = () => (visible() ? this.#open() : this.#pause());
    document.addEventListener('visibilitychange', this.toggle);
    this.toggle();
  }

  get readyState() {
    return this.#source ? this.#source.readyState : EventSource.CONNECTING;
  }

  addEventListener(name, listener) {
    this.#listeners.push([name, listener]);
    this.#source?.addEventListener(name, listener);
  }

  removeEventListener(name, listener) {
    this.#listeners = this.#listeners.filter(([n, l]) => n !== name || l !== listener);
    this.#source?.removeEventListener(name, listener);
  }

  close() {
    document.removeEventListener('visibilitychange', this.toggle);
    this.#source?.close();
  }

  #open() {
    if (this.#source) return;
    const source = new EventSource(this.url);
    this.#source = source;
    this.#listeners.forEach(([name, listener]) => source.addEventListener(name, listener));
    source.onopen = (event) => {
      say('live');
      // What was announced in between is lost: read once.
      if (this.#missed) refresh();
      this.#missed = false;
      this.onopen?.(event);
    };
    source.onerror = (event) => {
      this.#missed = true;
      if (state !== 'signin') say('poll');
      if (source.readyState === EventSource.CLOSED) {
        document.removeEventListener('visibilitychange', this.toggle);
        this.#probe();
      }
      this.onerror?.(event);
    };
  }

  #pause() {
    this.#source?.close();
    this.#source = null;
    this.#missed = true;
    say('paused');
  }

  // A stream does not tell why it was refused.
  async #probe() {
    const answer = await fetch(this.url, { method: 'HEAD' }).catch(() => null);
    if (answer?.status === 401) say('signin');
  }
}

class NoSource {
  readyState = EventSource.CONNECTING;
  addEventListener() {}
  removeEventListener() {}
  close() {}
}

if (indicator.dataset.live === 'yes' && window.htmx) {
  window.htmx.createEventSource = (url) => (state === 'signin' ? new NoSource() : new VisibleSource(url));
  setInterval(() => { if (visible() && state === 'poll') refresh(); }, 30000);
}

// --- Swaps: only what differs, nothing that is being used, and what is open stays open ---------------------------
let asked = false;
let alerts = seenAlerts();

function seenAlerts() {
  return new Set([...$('#alerts li a')].map((a) => a.pathname));
}
function inUse(part) {
  const selection = getSelection();
  return (part.contains(document.activeElement) && document.activeElement !== document.body)
    || (selection && !selection.isCollapsed && part.contains(selection.anchorNode));
}
// What charts.js has drawn is not in the answer.
function asSent(part) {
  if (!part.querySelector('.plot')) return part;
  const copy = part.cloneNode(true);
  copy.querySelectorAll('.plot').forEach((it) => it.remove());
  return copy;
}
document.addEventListener('htmx:oobBeforeSwap', (event) => {
  const old = event.target;
  const fresh = event.detail.fragment.querySelector(`#${old.id}`) ?? event.detail.fragment.firstElementChild;
  if (!fresh) return;
  localTimes(fresh);
  old.querySelectorAll('details[open]').forEach((it) => {
    const again = it.id && fresh.querySelector(`#${it.id}`);
    if (again) again.open = true;
  });
  if (fresh.isEqualNode(asSent(old))) {
    event.detail.shouldSwap = false;
  } else if (!asked && inUse(old)) {
    event.detail.shouldSwap = false;
    if (state === 'live') say('held');
  }
});
document.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.xhr?.status === 401) say('signin');
  asked = false;
  const news = [...$('#alerts li a')].filter((a) => !alerts.has(a.pathname));
  alerts = seenAlerts();
  if (news.length) byId('spoken').textContent = `New high-risk commit: ${news[0].textContent}`;
});

// --- Times in the reader's zone ----------------------------------------------------------------------------------
function localTimes(within) {
  for (const time of within.querySelectorAll('time')) time.title = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
}
localTimes(document);

// --- Keys: one table for what they do and for the help -----------------------------------------------------------
const rows = () => [...$('.row-link')];
function step(by) {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}
const follow = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
function again() {
  if (!refresher || !window.htmx) return location.reload();
  asked = true;
  if (state === 'held') say('live');
  refresh();
}
const KEYS = [
  ['/', 'Search commits', () => byId('search').focus()],
  ['g o', 'Go to the overview', () => follow('g o')],
  ['g c', 'Go to the commits', () => follow('g c')],
  ['g d', 'Go to the deployments', () => follow('g d')],
  ['g p', 'Go to the suspicions', () => follow('g p')],
  ['g i', 'Go to the incidents', () => follow('g i')],
  ['g n', 'Go to the patterns', () => follow('g n')],
  ['g h', 'Go to the hotspots', () => follow('g h')],
  ['g w', "Go to the week's digest", () => follow('g w')],
  ['g f', 'Go to the figures of DORA', () => follow('g f')],
  ['g t', 'Go to the record of the score', () => follow('g t')],
  ['g l', 'Go to the logs', () => follow('g l')],
  ['g s', 'Go to the services', () => follow('g s')],
  ['g m', 'Go to the metrics', () => follow('g m')],
  ['g r', 'Go to the repositories', () => follow('g r')],
  ['g a', 'Go to access', () => follow('g a')],
  ['j', 'Next commit', () => step(1)],
  ['k', 'Previous commit', () => step(-1)],
  ['Enter', 'Open the commit', null],
  ['r', 'Read again', again],
  ['?', 'These keys', help],
];
const keysOff = () => localStorage.getItem('rootops-keys') === 'off';
let pressed = '';
let forget = 0;

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') $('.menu[open]').forEach((it) => { it.open = false; });
  const field = event.target.closest?.('input, select, textarea, [contenteditable], dialog');
  if (field || keysOff() || event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = pressed ? `${pressed} ${event.key}` : event.key;
  const key = KEYS.find(([name, , act]) => act && name === wanted);
  clearTimeout(forget);
  pressed = !pressed && event.key === 'g' ? 'g' : '';
  forget = setTimeout(() => { pressed = ''; }, 1200);
  if (key) {
    event.preventDefault();
    key[2]();
  }
});
document.addEventListener('click', (event) => {
  $('.menu[open]').forEach((it) => { if (!it.contains(event.target)) it.open = false; });
});

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
function help() {
  const off = make('input', { type: 'checkbox', checked: !keysOff() });
  off.addEventListener('change', () => localStorage.setItem('rootops-keys', off.checked ? 'on' : 'off'));
  const list = make('dl', {}, ...KEYS.flatMap(([key, what]) => [
    make('dt', {}, ...key.split(' ').flatMap((it) => [make('kbd', {}, it), ' '])), make('dd', {}, what)]));
  const title = make('h2', { id: 'keys-title' }, 'Keyboard');
  const dialog = make('dialog', { onclose: () => dialog.remove() }, title, list,
    make('label', {}, off, 'Single keys do this'),
    make('form', { method: 'dialog' }, make('button', { className: 'button' }, 'Close')));
  dialog.setAttribute('aria-labelledby', title.id);
  document.body.append(dialog);
  dialog.showModal();
}
const button = byId('keys-button');
button.hidden = false;
button.addEventListener('click', help);
