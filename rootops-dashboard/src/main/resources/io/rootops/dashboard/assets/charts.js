// Draws charts from the tables beside them, which hold all that they show. Every page is complete without this file.
const { echarts } = window;
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const HEIGHT = 96;
const GAP = 44;
// Of more the names would lie one above the other.
const MOST_NAMED = 8;
const drawn = new Map();

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const number = (text) => (text === undefined ? null : Number(text));

// --- What is drawn -----------------------------------------------------------------------------------------------
function read(figure) {
  const table = figure.querySelector('table');
  const rows = [...table.tBodies[0].rows];
  const middle = Number(figure.dataset.step) * 500;
  // On a page without a list of them they are in the table.
  const marked = figure.dataset.marks ? document.getElementById(figure.dataset.marks) : table;
  return {
    label: figure.querySelector('figcaption').textContent,
    middle,
    times: rows.map((row) => Date.parse(row.querySelector('time').dateTime) + middle),
    lines: [...table.tHead.rows[0].cells].filter((head) => head.dataset.unit).map((head) => ({
      name: head.textContent,
      unit: head.dataset.unit,
      as: head.dataset.as,
      values: rows.map((row) => row.cells[head.cellIndex]),
      usual: head.nextElementSibling?.dataset.usual === undefined ? null : rows.map((row) => row.cells[head.cellIndex + 1]),
    })),
    marks: [...marked.querySelectorAll('[data-mark]')].map((mark) => ({
      name: mark.dataset.mark,
      xAxis: Date.parse(mark.querySelector('time').dateTime),
    })),
  };
}

// --- How ---------------------------------------------------------------------------------------------------------
const BYTES = ['B', 'kB', 'MB', 'GB', 'TB'];
const UNITS = { per_second: '/s', cores: '' };
const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

function scale(value, unit) {
  if (unit === 'share') return `${plain.format(value * 100)} %`;
  if (unit === 'seconds') return value < 1 ? `${plain.format(value * 1000)} ms` : `${plain.format(value)} s`;
  if (unit !== 'bytes') return plain.format(value) + (UNITS[unit] ?? '');
  const power = value < 1 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(value) / 3));
  return `${plain.format(value / 1000 ** power)} ${BYTES[power]}`;
}

function tooltip(chart, index) {
  const time = new Date(chart.times[index]).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return [time, ...chart.lines.map((line) => {
    const usual = line.usual?.[index].dataset.low === undefined ? '' : `, usually ${line.usual[index].textContent}`;
    return `${line.name}: ${line.values[index].textContent}${usual}`;
  })].join('\n');
}

function series(line, place, chart) {
  const on = { xAxisIndex: place, yAxisIndex: place, symbol: 'none' };
  const points = (value) => chart.times.map((time, i) => [time, value(i)]);
  const low = (i) => number(line.usual[i].dataset.low);
  const high = (i) => number(line.usual[i].dataset.high);
  const band = line.usual === null ? [] : [
    { ...on, type: 'line', stack: `usual${place}`, lineStyle: { opacity: 0 }, data: points(low), silent: true },
    {
      ...on, type: 'line', stack: `usual${place}`, lineStyle: { opacity: 0 }, silent: true,
      areaStyle: { color: colour('edge'), opacity: 0.22 },
      data: points((i) => (high(i) === null ? null : high(i) - low(i))),
    }];
  return [...band, {
    ...on,
    type: 'line',
    name: line.name,
    // Bars would widen the axis, so that marks stand elsewhere than in the other lines.
    step: line.as === 'steps' ? 'middle' : false,
    areaStyle: line.as === 'steps' ? { color: colour('accent'), opacity: 0.35 } : undefined,
    itemStyle: { color: colour('accent') },
    lineStyle: { color: colour('accent'), width: 2 },
    showSymbol: false,
    data: points((i) => number(line.values[i].dataset.v)),
    markLine: {
      symbol: 'none',
      silent: true,
      lineStyle: { color: colour('text'), type: 'dashed', opacity: 0.7 },
      label: { show: place === 0 && chart.marks.length <= MOST_NAMED, color: colour('text'), formatter: '{b}', fontSize: 11 },
      data: chart.marks,
    },
  }];
}

function option(chart) {
  const text = colour('text');
  const muted = colour('muted');
  const each = (make) => chart.lines.map((line, place) => make(line, place, GAP + place * (HEIGHT + GAP)));
  const ends = { min: chart.times[0] - chart.middle, max: chart.times[chart.times.length - 1] + chart.middle };
  return {
    animation: !still.matches,
    textStyle: { color: text, fontFamily: getComputedStyle(document.body).fontFamily },
    aria: { enabled: true, label: { description: chart.label }, decal: { show: true } },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: muted } },
    // Tooltips of HTML would need styles that the page does not allow, and could hold what a service named itself.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colour('card'),
      borderColor: colour('edge'),
      textStyle: { color: text, fontSize: 12 },
      formatter: (at) => tooltip(chart, [at].flat()[0].dataIndex),
    },
    title: each((line, place, top) => ({ text: line.name, left: 0, top: top - 26, textStyle: { color: text, fontSize: 12.5, fontWeight: 550 } })),
    grid: each((line, place, top) => ({ left: 58, right: 14, top, height: HEIGHT })),
    xAxis: each((line, place) => ({
      ...ends,
      type: 'time',
      gridIndex: place,
      axisLabel: { show: place === chart.lines.length - 1, color: muted, hideOverlap: true, fontSize: 11 },
      axisLine: { lineStyle: { color: colour('edge') } },
      axisTick: { show: false },
    })),
    yAxis: each((line, place) => ({
      type: 'value',
      gridIndex: place,
      min: line.unit === 'bytes' ? undefined : 0,
      scale: line.unit === 'bytes',
      splitNumber: 2,
      axisLabel: { color: muted, fontSize: 11, formatter: (value) => scale(value, line.unit) },
      splitLine: { lineStyle: { color: colour('line') } },
    })),
    series: each((line, place) => series(line, place, chart)).flat(),
  };
}

// --- When --------------------------------------------------------------------------------------------------------
const resized = new ResizeObserver((all) => all.forEach((it) => {
  // While a page is printed a plot may have no width for a moment.
  if (it.contentRect.width) drawn.get(it.target)?.chart.resize();
}));

function draw(figure) {
  const chart = read(figure);
  if (!chart.lines.length || !chart.times.length) return;
  const plot = document.createElement('div');
  plot.className = 'plot';
  plot.style.height = `${GAP + chart.lines.length * (HEIGHT + GAP)}px`;
  figure.querySelector('figcaption').after(plot);
  const it = { figure, chart: echarts.init(plot, null, { renderer: 'svg' }) };
  it.chart.setOption(option(chart));
  drawn.set(plot, it);
  resized.observe(plot);
}
function drawAll(within) {
  for (const figure of within.querySelectorAll('[data-chart]')) {
    if (!figure.querySelector('.plot')) draw(figure);
  }
}
if (echarts) {
  drawAll(document);
  document.addEventListener('htmx:load', (event) => drawAll(event.detail.elt));
  document.addEventListener('htmx:beforeCleanupElement', (event) => {
    const it = drawn.get(event.target);
    if (!it) return;
    resized.unobserve(event.target);
    it.chart.dispose();
    drawn.delete(event.target);
  });
  const again = () => drawn.forEach((it) => it.chart.setOption(option(read(it.figure)), true));
  dark.addEventListener('change', again);
  still.addEventListener('change', again);
}
