"use strict";
/* The script of the report. Values come as .js files that call `take`: browsers refuse `fetch` from disk. Every value
   becomes text by textContent; none is ever read as HTML. */
const presselese = (() => {
  const PAGE = 100; // rows that are drawn at once
  const DAY = /^\d{4}-\d\d/; // ISO 8601 sorts as it is written
  const SAID = new Set(["direct", "indirect"]);
  const taken = new Map();
  const loaded = new Map();
  let labels = {};

  /* Load a file of values, once; gives the value that has its name, if there is one. Some a page brings itself. */
  function load(name) {
    if (taken.has(name)) return Promise.resolve(taken.get(name));
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `data/${name}.js`;
        script.onload = () => done(taken.get(name));
        script.onerror = () => failed(new Error(script.src));
        document.head.append(script);
      }));
    }
    return loaded.get(name);
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
      cells: row => [releaseLink(row[0], row[1]), row[2], moment(row[3]), row[4].join(" · "), row[5], row[6]],
      keep: {...within(3, 3), topic: (row, value) => row[4].includes(value)},
      preset: {},
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
      preset: {},
    },
    dates: {
      words: row => [row[4], row[5]],
      cells: row => [
        row[2] === row[3] ? moment(row[2]) : `${moment(row[2])} – ${moment(row[3])}`,
        row[4],
        releaseLink(row[0], row[5], row[1]),
      ],
      keep: {...within(2, 3), span: (row, value) => row[6] === (value === "exact")},
      preset: {span: "exact"},
      /* The piece to begin with: that of the day asked for. */
      begin: async form => {
        const {starts} = await load("calendar");
        const later = starts.findIndex(first => first.slice(0, 10) > form.elements.from.value);
        return form.elements.from.value ? Math.max(0, (later < 0 ? starts.length : later) - 1) : 0;
      },
    },
  };
  const folded = text => text.toLowerCase();

  async function showList(table) {
    const list = LISTS[table.dataset.list];
    const form = find("form.filters");
    const heads = [...table.tHead.rows[0].cells];
    const collator = new Intl.Collator("de", {numeric: true});
    const words = new WeakMap();
    let rows = [];
    let order = null; // {place, falling}
    let kept = [];
    let drawn = 0;
    let complete = false;

    const searched = row => {
      if (!words.has(row)) words.set(row, folded(list.words(row).filter(Boolean).join("\n")));
      return words.get(row);
    };

    function compare(one, other) {
      const [a, b] = [one[order.place], other[order.place]];
      const empty = value => value === null || value === "";
      if (empty(a) || empty(b)) return empty(a) - empty(b); // what is unknown stands last, either way
      const rising = typeof a === "string" && !DAY.test(a) ? collator.compare(a, b) : (a > b) - (a < b);
      return order.falling ? -rising : rising;
    }

    function update() {
      const filters = [...new FormData(form)].filter(([, value]) => value.trim());
      const wanted = folded(form.elements.q.value).split(/\s+/).filter(Boolean);
      kept = rows.filter(row =>
        wanted.every(word => searched(row).includes(word)) &&
        filters.every(([name, value]) => name === "q" || list.keep[name](row, value.trim())));
      if (order) kept.sort(compare);
      drawn = 0;
      table.tBodies[0].replaceChildren();
      more();
      const count = label("count", number(kept.length), number(rows.length));
      find(".status").textContent = complete ? count : `${count}, ${label("loading")}`;
      table.setAttribute("aria-busy", !complete);
    }

    function more() {
      const next = kept.slice(drawn, drawn + PAGE).map(row =>
        element("tr", {}, ...list.cells(row).map((cell, place) =>
          element("td", {"data-label": heads[place].textContent}, typeof cell === "number" ? number(cell) : cell))));
      table.tBodies[0].append(...next);
      drawn += next.length;
      find(".more").hidden = drawn >= kept.length;
    }

    /* The filters as they stand in the address; those with a preset always, so that "all" can be said. */
    const asked = () => `${new URLSearchParams([...new FormData(form)]
      .filter(([name, value]) => value || name in list.preset))}`;

    function readHash() {
      const given = new URLSearchParams(location.hash.slice(1));
      for (const {name} of form.elements) {
        if (name) form.elements[name].value = given.get(name) ?? list.preset[name] ?? "";
      }
    }

    let waiting = 0;
    const ask = () => {
      table.setAttribute("aria-busy", true);
      clearTimeout(waiting);
      waiting = setTimeout(() => { location.replace(`#${asked()}`); update(); }, 120);
    };
    form.addEventListener("input", ask);
    form.addEventListener("change", event => { if (event.target.matches("select")) ask(); });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => {
      table.setAttribute("aria-busy", true);
      setTimeout(() => { location.replace("#"); readHash(); update(); });
    });
    window.addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== asked()) { readHash(); update(); }
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

    /* Pieces come one by one, so that the first is drawn at once. Where a filter has left little of what came, what
       came since is drawn, too. */
    readHash();
    const count = Number(table.dataset.pieces);
    const first = list.begin ? await list.begin(form) : 0;
    const pieces = [];
    for (let step = 0; step < count; step += 1) {
      const at = (first + step) % count;
      pieces[at] = await load(`${table.dataset.list}-${at}`);
      rows = rows.concat(pieces[at]);
      if (step === 0 || drawn < PAGE) update();
      else find(".status").textContent = `${number(rows.length)}, ${label("loading")}`;
    }
    complete = true;
    rows = pieces.flat();
    update();
  }

  /* --- the calendar: a month of days; a click asks the list below for that day --- */

  async function showCalendar(section) {
    const {days, start} = await load("calendar");
    const form = find("form.filters");
    const choice = find("[data-month]", section);
    const months = [...new Set(Object.keys(days).filter(day => days[day][0]).map(day => day.slice(0, 7)))];
    const running = new Map(); // day: events that have begun before it and have not ended
    let open = 0;
    for (const [day, [begun, ended]] of Object.entries(days)) {
      running.set(day, open - ended);
      open += begun - ended;
    }
    const changes = Object.keys(days);

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

    function stillRunning(day) {
      if (running.has(day)) return running.get(day);
      const before = changes.findLast(change => change < day);
      return before ? running.get(before) + days[before][0] : 0;
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
        const begin = days[iso]?.[0] ?? 0;
        const goOn = stillRunning(iso);
        if (!begin && !goOn) return element("td", {}, String(day + 1));
        return element("td", {}, element("button", {type: "button", "data-day": iso, class: begin ? null : "pale",
          "aria-label": label("calendar_day", moment(iso), number(begin), number(goOn))},
          String(day + 1), begin ? element("b", {}, number(begin)) : null));
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

  const pieceOf = id => (/^[0-9a-f]{2}/.test(id) ? id.slice(0, 2) : "other");

  /* A value of a release from the piece that holds it; undefined where there is none. */
  async function valueOf(kind, id) {
    const piece = pieceOf(id);
    if (labels.pieces.includes(piece)) await load(`${kind === "release" ? "text" : kind}-${piece}`);
    return taken.get(`${kind}/${id}`);
  }

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

  /* The first piece of a mark can be reached by keyboard, and is what links point to. */
  function markNode(mark, seen) {
    const [kind, start, end, target, value, rule, sure, rawStart, rawEnd] = mark;
    const node = element("mark", {class: `mark ${kind}`, "data-start": start, "data-end": end, "data-target": target});
    node.raw = [rawStart, rawEnd];
    node.tip = [`${label(`mark.${kind}`)}: ${kind === "date" ? value.split(" – ").map(moment).join(" – ")
      : value ?? label("speaker_none")}`,
      rule ? `${label("rule")}: ${rule}` : "", sure === null ? "" : `${label("score")}: ${score(sure)}`]
      .filter(Boolean).join("\n");
    if (!seen.has(mark)) {
      node.tabIndex = seen.size ? -1 : 0; // one stop for the tabulator; arrow keys go on from there
      seen.add(mark);
    }
    return node;
  }

  const stops = () => [...document.querySelectorAll(".text .mark[tabindex]")];
  const nodeOf = target =>
    find(`.text .mark[data-target="${CSS.escape(target)}"][tabindex]:not(.cue, .speaker)`);

  /* Where the speaker of a quote is named: by his name where it stands there, else by what does. */
  function speakerOf(quote) {
    const there = quote.at ? stops().filter(node => !node.matches(".quote, .cue") &&
      Number(node.dataset.start) >= quote.at[0] && Number(node.dataset.end) <= quote.at[1]) : [];
    return there.find(node => node.dataset.target === quote.speaker_id && !node.matches(".role")) ?? there[0] ??
      (quote.speaker_id ? nodeOf(quote.speaker_id) : null);
  }

  function goTo(node) {
    for (const lit of document.querySelectorAll(".text .lit")) lit.classList.remove("lit");
    say(node ? "" : label("speaker_none"));
    if (!node) return;
    node.classList.add("lit");
    node.scrollIntoView({block: "center"});
    reach(node);
    showRaw(node);
  }

  function reach(node) {
    for (const other of document.querySelectorAll(".text .mark[tabindex='0']")) other.tabIndex = -1;
    node.tabIndex = 0;
    node.focus({preventScroll: true});
  }

  const say = text => { find(".status").textContent = text; };

  async function showRelease(article) {
    const [id, at] = decodeURIComponent(location.hash.slice(1)).split("/");
    article.hidden = true;
    if (!id || id === "content") return;
    const release = await valueOf("release", id);
    if (!release) {
      say(label("missing"));
      return;
    }
    const title = release.title || label("untitled");
    document.title = `${title} – Presselese`;
    say("");
    find("h1", article).textContent = title;
    find(".facts", article).replaceChildren(...[[label("published"), moment(release.published)],
      [label("issuer"), release.issuer], [label("source"), release.source]].filter(([, value]) => value)
      .map(([name, value]) => element("span", {}, element("b", {}, `${name}: `), value)));

    const letters = Array.from(release.text); // offsets are code points
    const seen = new Set();
    find(".text", article).replaceChildren(...release.zones.map(([zone, start, end]) =>
      element("section", {class: `zone ${zone}`}, element("h2", {}, label(`zone.${zone}`)),
        element("p", {}, marked(letters, start, end, release.marks, seen)))));
    find("#found", article).replaceChildren(...beside(release));
    article.hidden = false;
    Object.assign(article, {release, key: id, raw: undefined});
    find("#source", article).replaceChildren();
    await showRaw();
    if (at && nodeOf(at)) goTo(nodeOf(at));
  }

  /* --- the raw source: what counts as text of the release, and the place of the mark that was asked for --- */

  async function showRaw(node) {
    const article = find("article.release");
    const panel = find("#source", article);
    if (panel.hidden) return;
    if (node === undefined) node = find(".text .lit", article);
    const {key, release} = article;
    article.raw ??= await valueOf("source", key) ?? null;
    if (article.key !== key) return; // another release was asked for meanwhile
    if (!article.raw) {
      panel.replaceChildren(element("p", {class: "quiet"}, label("no_raw")));
      return;
    }
    const {start, text, length} = article.raw;
    const letters = Array.from(text);
    const lit = node?.raw ?? [0, 0];
    const within = cut => Math.min(Math.max(cut - start, 0), letters.length);
    const cuts = [...new Set([0, letters.length, ...[lit, ...release.zones.map(zone => zone.slice(3))].flat().map(within)])]
      .sort((one, other) => one - other);
    const inside = ([first, last], at) => within(first) <= at && at < within(last);
    const pre = element("pre", {tabindex: 0, role: "region", "aria-labelledby": "tab-source"},
      ...cuts.slice(0, -1).map((cut, place) => element("span", {
        class: [inside(lit, cut) ? "lit" : "", release.zones.some(zone => inside(zone.slice(3), cut)) ? "" : "pale"].join(" "),
      }, letters.slice(cut, cuts[place + 1]).join(""))));
    panel.replaceChildren(
      element("p", {class: "quiet"}, label("raw_hint")),
      letters.length < length ? element("p", {class: "quiet"},
        label("raw_part", number(start), number(start + letters.length), number(length))) : "",
      pre);
    const place = find(".lit", pre);
    if (place) pre.scrollTop = place.offsetTop - pre.clientHeight / 3;
  }

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
        element("li", {title: rule}, element("b", {}, label(`zone.${zone}`)), element("p", {}, text)))),
    ];
  }

  function listen(article) {
    const tip = find("#tip");
    const act = target => {
      const node = target.closest(".text .mark");
      const button = target.closest("[data-to]");
      if (button) {
        const there = nodeOf(button.dataset.to);
        if (there) goTo(there);
      } else if (node?.matches(".quote, .cue")) {
        goTo(speakerOf(article.release.quotes.find(quote => quote.id === node.dataset.target)));
      } else if (node) goTo(nodeOf(node.dataset.target) ?? node);
    };
    /* What all marks that lie here say, the innermost first. */
    const show = event => {
      const node = event.target.closest?.(".text .mark");
      tip.hidden = !node;
      if (!node) return;
      const tips = [];
      for (let at = node; at; at = at.parentElement.closest(".text .mark")) tips.push(at.tip);
      tip.textContent = [...new Set(tips)].join("\n\n");
      place(node);
      node.setAttribute("aria-describedby", "tip");
    };
    const place = node => {
      const box = node.getClientRects()[0];
      tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
      tip.style.top = `${box.top > tip.offsetHeight + 12 ? box.top - tip.offsetHeight - 6 : box.bottom + 6}px`;
    };
    const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
    article.addEventListener("click", event => act(event.target));
    article.addEventListener("keydown", event => {
      if (event.target.matches(".text .mark")) {
        const all = stops();
        const next = all[all.indexOf(event.target) + steps[event.key]];
        if (event.key === "Enter" || event.key === " ") act(event.target);
        else if (next) {
          reach(next);
          next.scrollIntoView({block: "nearest"});
        } else return;
        event.preventDefault();
      } else if (event.target.matches("[role=tab]") && steps[event.key]) {
        const other = find("[role=tab][aria-selected=false]", article);
        choose(other);
        other.focus();
      }
    });
    const choose = tab => {
      for (const one of article.querySelectorAll("[role=tab]")) {
        one.setAttribute("aria-selected", one === tab);
        one.tabIndex = one === tab ? 0 : -1;
        find(`#${one.getAttribute("aria-controls")}`).hidden = one !== tab;
      }
      article.classList.toggle("halves", tab.id === "tab-source");
      showRaw();
    };
    for (const tab of article.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => choose(tab));
    article.addEventListener("mouseover", show);
    article.addEventListener("focusin", show);
    article.addEventListener("mouseleave", () => { tip.hidden = true; });
    document.addEventListener("keydown", event => { if (event.key === "Escape") tip.hidden = true; });
    window.addEventListener("scroll", () => {
      const node = document.activeElement;
      if (!tip.hidden && node.getAttribute("aria-describedby") === "tip") place(node);
      else tip.hidden = true;
    }, {passive: true});
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

  return {take: (name, value) => taken.set(name, value)};
})();
