// What a page can do beside being read: sort a table, show one school, compare two times. Nothing needs it.
(() => {
  "use strict";
  const make = (name, text, more) => Object.assign(document.createElement(name), { textContent: text || "" }, more);
  const words = (cell) => cell.innerText === undefined ? cell.textContent : cell.innerText;
  const flat = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const share = (text) => {
    const found = /^([\d,]+) of ([\d,]+)/.exec(text);
    return found && found.slice(1).map((n) => Number(n.replace(/,/g, "")));
  };
  // What a cell is sorted by; nothing where it says nothing.
  const key = (cell) => {
    const text = flat(cell);
    const of = share(text);
    if (of) return of[0] / of[1];
    if (text === "" || text === "–") return null;
    if (/^\d{4}-\d\d/.test(text)) return text;
    const number = /^[+−-]?[\d,]*\.?\d+/.exec(text);
    return number ? Number(number[0].replace("−", "-").replace(/,/g, "")) : text;
  };
  const order = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));

  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = make("button", "", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      // Browsers repeat a head on the next sheet of paper, but no button in it.
      addEventListener("beforeprint", () => head.replaceChildren(...button.childNodes));
      addEventListener("afterprint", () => {
        button.append(...head.childNodes);
        head.append(button);
      });
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("all"));
        const sums = [...table.tBodies[0].rows].filter((row) => row.classList.contains("all"));
        const keyed = rows.map((row) => ({ row, key: row.cells[at] ? key(row.cells[at]) : null }));
        keyed.sort((a, b) => {
          if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
          return down ? order(b.key, a.key) : order(a.key, b.key);
        });
        table.tBodies[0].append(...keyed.map((one) => one.row), ...sums);
      });
    });
  };

  // The same difference as the program's: from the fractions, cut toward zero.
  const difference = (before, now) => {
    const [a, b] = [before, now].map(share);
    if (a && b) {
      const tenths = Math.trunc(((b[0] * a[1] - a[0] * b[1]) * 1000) / (a[1] * b[1]));
      const size = Math.abs(tenths);
      return `${tenths < 0 ? "−" : "+"}${Math.trunc(size / 10)}.${size % 10} points`;
    }
    const [c, d] = [before, now].map((text) => /^[\d,]+$/.test(text) ? Number(text.replace(/,/g, "")) : null);
    if (c === null || d === null) return "–";
    return (d < c ? "−" : "+") + Math.abs(d - c).toLocaleString("en-US");
  };

  const compare = (times, rows, place) => {
    const box = make("fieldset", "", { className: "compare" });
    box.append(make("legend", "Compare two times"));
    const choose = (label, at) => {
      const select = make("select");
      times.forEach((time, index) => select.append(new Option(time, index, index === at, index === at)));
      const around = make("label", label + " ");
      around.append(select);
      box.append(around, " ");
      return select;
    };
    const [first, second] = [choose("from", 0), choose("to", times.length - 1)];
    const result = make("div", "", { className: "wide", tabIndex: 0 });
    result.setAttribute("role", "region");
    result.setAttribute("aria-label", "Two times beside each other");
    result.setAttribute("aria-live", "polite");
    box.append(result);
    const show = () => {
      const table = make("table");
      const head = table.createTHead().insertRow();
      ["", times[first.value], times[second.value], "difference"].forEach((text, at) => {
        head.append(make(at ? "th" : "td", text, at ? { scope: "col", className: "n" } : {}));
      });
      const body = table.createTBody();
      // Where the observers or the profile change in between, nothing tells what made a difference.
      const apart = (cells) => {
        const [low, high] = [Number(first.value), Number(second.value)].sort((a, b) => a - b);
        const found = cells.slice(low + 1, high + 1).map((text) => /(other observers|another profile)$/.exec(text));
        return found.filter(Boolean).map((one) => one[1])[0];
      };
      rows.forEach(({ name, cells }) => {
        const row = body.insertRow();
        row.append(make("th", name, { scope: "row" }));
        const pair = [cells[first.value], cells[second.value]];
        [...pair, apart(cells) || difference(...pair)].forEach((text) => row.append(make("td", text, { className: "n" })));
      });
      result.replaceChildren(table);
    };
    first.addEventListener("change", show);
    second.addEventListener("change", show);
    show();
    place.before(box);
  };

  const tables = [...document.querySelectorAll("main table")].filter((table) => table.tHead && table.tBodies[0]);
  const months = tables.filter((table) => table.closest(".months"));
  months.filter((table) => table.tBodies[0].rows.length > 1).forEach((table) => {
    const lines = [...table.tBodies[0].rows].map((row) => [...row.cells].map(flat));
    const names = [...table.tHead.rows[0].cells].map(flat);
    const rows = names.slice(1).map((name, at) => ({ name, cells: lines.map((line) => line[at + 1]) }));
    compare(lines.map((line) => line[0]), rows, table.closest(".wide"));
  });
  const several = document.querySelector("main.times");
  if (several) {
    const first = several.querySelector("table");
    const times = [...first.tHead.rows[0].cells].slice(1).map((cell) => words(cell).split("\n")[0]);
    const all = tables.filter((table) => several.contains(table) && table.tHead.rows[0].cells.length === times.length + 1);
    const rows = all.flatMap((table) => [...table.tBodies[0].rows].map((row) => {
      const [name, ...cells] = [...row.cells].map(flat);
      return { name, cells };
    }));
    compare(times, rows, several.firstElementChild);
  }

  const about = (table) => flat(table.tHead.rows[0].cells[0]);
  const schools = new Set();
  tables.filter((table) => /^School(,|$)/.test(about(table))).forEach((table) => {
    [...table.tBodies[0].rows].forEach((row) => schools.add(flat(row.cells[0])));
  });
  if (schools.size > 1) {
    const select = make("select");
    select.append(new Option("all schools", ""));
    [...schools].sort((a, b) => a.localeCompare(b)).forEach((name) => select.append(new Option(name)));
    const label = make("label", "Tables show ", { className: "filter" });
    label.append(select);
    const place = document.querySelector("main nav") || document.querySelector("main").firstElementChild;
    place.after(label);
    const of = (row) => {
      const cells = [...row.cells].map(flat);
      return [...schools].find((name) => cells.includes(name) || cells[0].endsWith(", " + name));
    };
    select.addEventListener("change", () => {
      tables.flatMap((table) => [...table.tBodies[0].rows]).forEach((row) => {
        const school = of(row);
        row.hidden = Boolean(select.value && school && school !== select.value);
      });
    });
  }
  tables.filter((table) => table.tBodies[0].rows.length > 2).forEach(sortable);
})();
