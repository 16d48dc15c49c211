"use strict";
/* The script of the report. Values come as .js files that call `take` or `release`: browsers refuse `fetch` from
   disk. Every value becomes text by textContent; none is ever read as HTML. */
const presselese = (() => {
  const PAGE = 100; // rows that are drawn at once
  const SAID = new Set(["direct", "indirect"]);
  const taken = new Map();
  let labels = {};

  /* Load a piece of values, once. */
  function load(name) {
    if (taken.has(name)) return Promise.resolve(taken.get(name));
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.onload = () => done(taken.get(name));
      script.onerror = () => failed(new Error(script.src));
      document.head.append(script);
    });
  }

  const find = (selector, root = document) => root.querySelector(selector);
  const label = (key, ...values) => values.reduce((text, value) => text.replace("{}", value), labels[key] ?? key);
  const number = value => value.toLocaleString(labels.language);

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
    return made;
  }

  const releaseLink = (id, text, at) =>
    element("a", {href: `release.html#${encodeURIComponent(id)}${at ? `/${at}` : ""}`}, text || label("untitled"));
  const score = value => (value === null || value === undefined ? "" : value.toFixed(2));

  /* ISO 8601 day or minute, as the language writes it. */
  function moment(text) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(text || "");
    if (!parts) return text || "";
    const [, year, month, day, time] = parts;
    const shown = labels.language === "de" ? `${day}.${month}.${year}` : `${year}-${month}-${day}`;
    return time ? `${shown}, ${time}` : shown;
  }

  /* --- lists: rows of lists.py, filtered, sorted and drawn --- */

  const within = (first, last) => ({
    from: (row, value) => row[last] && row[last].slice(0, 10) >= value,
    to: (row, value) => row[first] && row[first].slice(0, 10) <= value,
  });
  const LISTS = {
    releases: {
      words: row => [row[1], row[2], ...row[4]],
      cells: row => [releaseLink(row[0], row[1]), row[2], moment(row[3]), row[4].join(", "), row[5], row[6]],
      keep: {...within(3, 3), topic: (row, value) => row[4].includes(value)},
    },
    quotes: {
      words: row => [row[2], row[4], row[5], row[11]],
      cells: row => [
        element("div", {}, releaseLink(row[0], row[2], row[1]), element("small", {}, row[11])),
        row[4] || label("speaker_none"),
        [row[5], row[6]].filter(Boolean).join(", "),
        row[7],
        label(`type.${row[3]}`),
        score(row[8]),
        moment(row[10]),
      ],
      keep: {
        ...within(10, 10),
        person: (row, value) => folded(row[4] || "").includes(folded(value)),
        party: (row, value) => row[6] === value,
        topic: (row, value) => row[9].includes(value),
        type: (row, value) => (value === "said" ? SAID.has(row[3]) : row[3] === value),
      },
      preset: {type: "said"},
    },
    people: {
      words: row => [row[0], row[1], row[2]],
      cells: row => [
        row[0],
        row[1],
        row[2],
        row[4] ? element("a", {href: `quotes.html#${new URLSearchParams({person: row[0]})}`}, number(row[4])) : 0,
        element("details", {}, element("summary", {}, number(row[3])),
          element("ul", {}, ...row[6].map(([id, title]) => element("li", {}, releaseLink(id, title))))),
        moment(row[5]),
      ],
      keep: {party: (row, value) => row[2] === value},
    },
    dates: {
      words: row => [row[4], row[5]],
      cells: row => [
        row[2] === row[3] ? moment(row[2]) : `${moment(row[2])} – ${moment(row[3])}`,
        row[4],
        releaseLink(row[0], row[5], row[1]),
      ],
      keep: within(2, 3),
    },
  };
  const folded = text => text.toLocaleLowerCase("de");

  async function showList(table) {
    const list = LISTS[table.dataset.list];
    const form = find("form.filters");
    const heads = [...table.tHead.rows[0].cells];
    const collator = new Intl.Collator("de", {numeric: true});
    const words = new WeakMap();
    const rows = [];
    let order = null; // {place, falling}
    let kept = [];
    let drawn = 0;
    let loaded = false;

    const searched = row => {
      if (!words.has(row)) words.set(row, folded(list.words(row).filter(Boolean).join("\n")));
      return words.get(row);
    };

    function compare(one, other) {
      const [a, b] = [one[order.place], other[order.place]];
      const empty = value => value === null || value === "";
      if (empty(a) || empty(b)) return empty(a) - empty(b); // what is unknown stands last, either way
      const rising = typeof a === "number" ? a - b : collator.compare(a, b);
      return order.falling ? -rising : rising;
    }

    function update() {
      const asked = [...new FormData(form)].filter(([, value]) => value.trim());
      const wanted = folded(form.elements.q.value).split(/\s+/).filter(Boolean);
      kept = rows.filter(row =>
        wanted.every(word => searched(row).includes(word)) &&
        asked.every(([name, value]) => name === "q" || list.keep[name](row, value.trim())));
      if (order) kept.sort(compare);
      drawn = 0;
      table.tBodies[0].replaceChildren();
      more();
      const count = label("count", number(kept.length), number(rows.length));
      find(".status").textContent = loaded ? count : `${count}, ${label("loading")}`;
    }

    function more() {
      const next = kept.slice(drawn, drawn + PAGE).map(row =>
        element("tr", {}, ...list.cells(row).map((cell, place) =>
          element("td", {"data-label": heads[place].textContent}, typeof cell === "number" ? number(cell) : cell))));
      table.tBodies[0].append(...next);
      drawn += next.length;
      find(".more").hidden = drawn >= kept.length;
    }

    function readHash() {
      const given = new URLSearchParams(location.hash.slice(1));
      const values = given.size ? given : new URLSearchParams(list.preset);
      for (const field of form.elements) if (field.name) field.value = values.get(field.name) ?? "";
      if (list.preset && !given.has("type")) form.elements.type.value = list.preset.type;
    }

    function writeHash() {
      const asked = [...new FormData(form)].filter(([, value]) => value);
      location.replace(`#${new URLSearchParams(asked)}`);
    }

    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { writeHash(); update(); }, 120);
    });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { location.replace("#"); readHash(); update(); }));
    window.addEventListener("hashchange", () => {
      const shown = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      if (location.hash.slice(1) !== `${shown}`) { readHash(); update(); }
    });
    find(".more").addEventListener("click", more);
    table.tHead.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (!button) return;
      const place = Number(button.dataset.sort);
      order = {place, falling: order?.place === place && !order.falling};
      for (const head of heads) head.removeAttribute("aria-sort");
      button.parentElement.setAttribute("aria-sort", order.falling ? "descending" : "ascending");
      update();
    });

    readHash();
    for (let piece = 0; piece < Number(table.dataset.pieces); piece += 1) {
      rows.push(...await load(`${table.dataset.list}-${piece}`));
      if (piece === 0) update();
      else find(".status").textContent = `${number(rows.length)}, ${label("loading")}`;
    }
    loaded = true;
    update();
  }

  /* --- the calendar: a month of days; a click asks the list below for that day --- */

  async function showCalendar(section) {
    const {days, start} = await load("calendar");
    const form = find("form.filters");
    const choice = find("[data-month]", section);
    const months = [...new Set(Object.keys(days).map(day => day.slice(0, 7)))];
    choice.append(...months.map(month => element("option", {value: month}, monthName(month))));

    function monthName(month) {
      const [year, number] = month.split("-").map(Number);
      return new Date(Date.UTC(year, number - 1)).toLocaleDateString(labels.language,
        {month: "long", year: "numeric", timeZone: "UTC"});
    }

    function ask(from, to) {
      form.elements.from.value = from;
      form.elements.to.value = to;
      form.dispatchEvent(new Event("input"));
    }

    const lastDay = month => new Date(Date.UTC(...month.split("-").map(Number), 0)).getUTCDate();

    function draw() {
      const month = choice.value;
      const table = find("table", section);
      table.replaceChildren();
      for (const button of section.querySelectorAll("[data-step]")) {
        button.disabled = !months[months.indexOf(month) + Number(button.dataset.step)];
      }
      if (!month) return;
      const monday = new Date(Date.UTC(2024, 0, 1));
      const names = [...Array(7).keys()].map(at => new Date(monday.getTime() + at * 864e5)
        .toLocaleDateString(labels.language, {weekday: "short", timeZone: "UTC"}));
      const offset = (new Date(`${month}-01T00:00Z`).getUTCDay() + 6) % 7;
      const cells = [...Array(offset).fill(null), ...Array(lastDay(month)).keys()].map(day => {
        if (day === null) return element("td");
        const iso = `${month}-${String(day + 1).padStart(2, "0")}`;
        if (!days[iso]) return element("td", {}, String(day + 1));
        return element("td", {}, element("button", {type: "button", "data-day": iso,
          "aria-label": `${moment(iso)}: ${number(days[iso])}`}, String(day + 1), element("b", {}, number(days[iso]))));
      });
      table.append(element("caption", {}, monthName(month)),
        element("thead", {}, element("tr", {}, ...names.map(name => element("th", {scope: "col"}, name)))));
      const body = element("tbody");
      for (let at = 0; at < cells.length; at += 7) body.append(element("tr", {}, ...cells.slice(at, at + 7)));
      table.append(body);
    }

    function turn(month) {
      choice.value = month;
      draw();
      if (month) ask(`${month}-01`, `${month}-${lastDay(month)}`);
      else ask("", "");
    }

    section.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (button?.dataset.step) turn(months[months.indexOf(choice.value) + Number(button.dataset.step)]);
      if (button?.dataset.day) ask(button.dataset.day, button.dataset.day);
    });
    choice.addEventListener("change", () => turn(choice.value));
    form.addEventListener("reset", () => { choice.value = ""; draw(); });
    const asked = new URLSearchParams(location.hash.slice(1)).get("from")?.slice(0, 7);
    choice.value = months.includes(asked) ? asked : start ?? "";
    draw();
    if (!location.hash && start) location.replace(`#from=${start}-01&to=${start}-${lastDay(start)}`);
  }

  /* --- a release: its text with marks --- */

  const releases = new Map();
  const pieceOf = id => (/^[0-9a-f]{2}/.test(id) ? id.slice(0, 2) : "other");

  /* A stretch of text as nested marks. Where two overlap, the later one is cut. */
  function marked(letters, start, end, marks, seen) {
    const root = document.createDocumentFragment();
    const inside = marks.filter(mark => mark[1] < end && mark[2] > start);
    const cuts = [...new Set([start, end, ...inside.flatMap(mark => [mark[1], mark[2]])])]
      .filter(cut => cut >= start && cut <= end).sort((a, b) => a - b);
    let open = []; // {mark, node}, outermost first
    let next = 0;
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const from = cuts[at];
      const broken = open.findIndex(one => one.mark[2] <= from);
      const again = broken < 0 ? [] : open.splice(broken).map(one => one.mark).filter(mark => mark[2] > from);
      while (next < inside.length && Math.max(inside[next][1], start) <= from) again.push(inside[next++]);
      for (const mark of again) {
        const node = markNode(mark, seen);
        (open.at(-1)?.node ?? root).append(node);
        open.push({mark, node});
      }
      (open.at(-1)?.node ?? root).append(letters.slice(from, cuts[at + 1]).join(""));
    }
    return root;
  }

  /* The first piece of a mark can be reached by keyboard, and carries the id that links point to. */
  function markNode(mark, seen) {
    const [kind, start, , target, value, rule, sure] = mark;
    const node = element("span", {class: `mark ${kind}`, "data-start": start, "data-target": target});
    node.tip = [`${label(`mark.${kind}`)}: ${kind === "date" ? value.split(" – ").map(moment).join(" – ")
      : value ?? label("speaker_none")}`,
      rule ? `${label("rule")}: ${rule}` : "", sure === null ? "" : `${label("score")}: ${score(sure)}`]
      .filter(Boolean).join("\n");
    if (!seen.has(mark)) {
      seen.add(mark);
      node.tabIndex = 0;
      node.setAttribute("role", "button");
    }
    return node;
  }

  function goTo(node) {
    if (!node) return;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    node.classList.add("lit");
    node.scrollIntoView({block: "center"});
    node.focus({preventScroll: true});
  }

  async function showRelease(article) {
    const [id, at] = decodeURIComponent(location.hash.slice(1)).split("/");
    article.hidden = true;
    if (!id || id === "content") return;
    try { await load(`text-${pieceOf(id)}`); } catch { /* no such piece: said below */ }
    const release = releases.get(id);
    if (!release) {
      find(".status").textContent = label("missing");
      return;
    }
    const title = release.title || label("untitled");
    document.title = `${title} – Presselese`;
    find(".status").textContent = "";
    find("h1", article).textContent = title;
    find(".facts", article).replaceChildren(...[[label("published"), moment(release.published)],
      [label("issuer"), release.issuer], [label("source"), release.source]].filter(([, value]) => value)
      .map(([name, value]) => element("span", {}, element("b", {}, `${name}: `), value)));

    const letters = Array.from(release.text); // offsets are code points
    const seen = new Set();
    find(".text", article).replaceChildren(...release.zones.map(([zone, start, end]) =>
      element("section", {class: `zone ${zone}`}, element("h2", {}, label(`zone.${zone}`)),
        element("p", {}, marked(letters, start, end, release.marks, seen)))));
    find("aside", article).replaceChildren(...beside(release));
    article.hidden = false;
    article.release = release;
    goTo(at && nodeOf(at));
  }

  const nodeOf = target => find(`.text .mark[data-target="${CSS.escape(target)}"][tabindex]:not(.cue)`);
  const speakerOf = quote =>
    (quote.at !== null && [...document.querySelectorAll(".text .mark:not(.quote, .cue)[tabindex]")]
      .find(node => Number(node.dataset.start) === quote.at)) || (quote.speaker_id && nodeOf(quote.speaker_id));

  function beside(release) {
    const button = (id, text, more) =>
      element("li", {}, element("button", {type: "button", "data-to": id}, text), more ? ` ${more}` : "");
    const part = (key, items) => (items.length
      ? [element("section", {}, element("h2", {}, label(key)), element("ul", {}, ...items))] : []);
    return [
      ...part("warnings", release.warnings.map(([code, text]) =>
        element("li", {title: text}, label(`warning.${code}`)))),
      ...part("quotes", release.quotes.map(quote =>
        button(quote.id, quote.content, `${quote.speaker ?? label("speaker_none")}, ${label(`type.${quote.type}`)}`))),
      ...part("people", release.people.map(([id, name, role]) => button(id, name, role))),
      ...part("organisations", release.organisations.map(([id, name]) => button(id, name))),
      ...part("places", release.places.map(([id, name]) => button(id, name))),
      ...part("mark.date", release.dates.map(([id, text, value]) =>
        button(id, text, value.split(" – ").map(moment).join(" – ")))),
      ...part("topics", release.topics.map(([name, sure, words]) =>
        element("li", {title: words.join(", ")}, [name, score(sure)].filter(Boolean).join(" · ")))),
      ...part("beside", release.beside.map(([zone, text, rule]) =>
        element("li", {title: rule}, element("b", {}, label(`zone.${zone}`)), element("pre", {}, text)))),
    ];
  }

  function listen(article) {
    const tip = find("#tip");
    const act = target => {
      const node = target.closest(".text .mark");
      const button = target.closest("[data-to]");
      if (button) goTo(nodeOf(button.dataset.to));
      else if (node?.matches(".quote, .cue")) {
        goTo(speakerOf(article.release.quotes.find(quote => quote.id === node.dataset.target)));
      } else if (node) goTo(nodeOf(node.dataset.target));
    };
    const show = event => {
      const node = event.target.closest?.(".text .mark");
      tip.hidden = !node;
      if (!node) return;
      tip.textContent = node.tip;
      const box = node.getClientRects()[0];
      tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
      tip.style.top = `${box.top > tip.offsetHeight + 12 ? box.top - tip.offsetHeight - 6 : box.bottom + 6}px`;
      node.setAttribute("aria-describedby", "tip");
    };
    article.addEventListener("click", event => act(event.target));
    article.addEventListener("keydown", event => {
      if ((event.key === "Enter" || event.key === " ") && event.target.matches(".mark")) {
        event.preventDefault();
        act(event.target);
      }
    });
    article.addEventListener("mouseover", show);
    article.addEventListener("focusin", show);
    article.addEventListener("mouseleave", () => { tip.hidden = true; });
    document.addEventListener("keydown", event => { if (event.key === "Escape") tip.hidden = true; });
    window.addEventListener("scroll", () => { tip.hidden = true; }, {passive: true});
    window.addEventListener("hashchange", () => showRelease(article));
  }

  document.addEventListener("DOMContentLoaded", async () => {
    labels = await load("labels");
    const [table, section, article] = [find("[data-list]"), find(".calendar"), find("article.release")];
    if (section) await showCalendar(section);
    if (table) await showList(table);
    if (article) {
      listen(article);
      await showRelease(article);
    }
  });

  return {take: (name, value) => taken.set(name, value), release: (id, value) => releases.set(id, value)};
})();
