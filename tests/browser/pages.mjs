// Opens pages that coach made in Chromium and looks at them as people do: on a phone and on a screen, in the light and in the
// dark, on paper, without script, by keyboard, and with axe-core for WCAG 2.2 AA.
//
//     node pages.mjs CHROMIUM FOLDER PAGE...
//
// A line on standard output for each fault; it ends with 1 if there is one. Pictures go to FOLDER.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const [executablePath, folder, ...pages] = process.argv.slice(2);
let faults = 0;
const fault = (page, what) => {
  faults += 1;
  console.log(`${basename(page)}: ${what}`);
};

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

// A page in a context of its own; whatever it fetches beside itself and its style sheet is a fault.
const open = async (page, options) => {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const url = pathToFileURL(page).href;
  tab.on("request", (request) => {
    const to = request.url();
    if (to !== url && !to.startsWith(`${url}#`) && !/^file:.*\/style\.css$/.test(to)) fault(page, `fetches ${to}`);
  });
  tab.on("pageerror", (error) => fault(page, `a script fails: ${error.message}`));
  tab.on("console", (message) => {
    if (message.type() === "error") fault(page, `the browser says: ${message.text()}`);
  });
  await tab.goto(url);
  return { context, tab };
};

const accessible = async (page, tab, where) => {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate((rules) => window.axe.run(document, { runOnly: rules, preload: false }), RULES);
  for (const { id, help, nodes } of violations) {
    const places = nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
    fault(page, `${where}: ${id}: ${help} (${nodes.length}: ${places})`);
  }
};

const openAll = (tab) => tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));

for (const page of pages) {
  const name = basename(page, ".html");
  for (const width of [360, 768, 1280]) {
    // Colors are the same at every width of a page.
    for (const colorScheme of width === 768 ? ["light", "dark"] : ["light"]) {
      const { context, tab } = await open(page, { viewport: { width, height: 900 }, colorScheme });
      const where = `${width} px, ${colorScheme}`;
      await tab.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await openAll(tab);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) fault(page, `${where}: the page is ${wide} px wide`);
      // What axe-core looks for changes with the layout and the colors, and from 768 px on the layout is one.
      if (width < 1280) await accessible(page, tab, where);
      await context.close();
    }
  }

  const plain = await open(page, { javaScriptEnabled: false, viewport: { width: 768, height: 900 } });
  const said = await plain.tab.locator("main").innerText();
  if (!/items are in place|in place/.test(said)) fault(page, "says nothing without script");
  if (await plain.tab.locator("button, select").count()) fault(page, "has a control that does nothing without script");
  await plain.context.close();

  const { context, tab } = await open(page, { viewport: { width: 1280, height: 900 } });
  const summary = tab.locator("summary").first();
  if (await summary.count()) {
    await summary.focus();
    await tab.keyboard.press("Enter");
    const isOpen = await summary.evaluate((one) => one.parentElement.open);
    if (!isOpen) fault(page, "the first details do not open by keyboard");
    await tab.keyboard.press("Enter");
  }

  // Tables sort by their heads: by k of n as a fraction, sums stay below, and the head says so.
  await openAll(tab);
  const head = tab.locator("#rows th button", { hasText: "in place" }).first();
  if (await head.count()) {
    for (const direction of ["ascending", "descending"]) {
      await head.focus();
      await tab.keyboard.press("Enter");
      const shown = await head.evaluate((button) => {
        const th = button.closest("th");
        const at = [...th.parentElement.cells].indexOf(th);
        const rows = [...th.closest("table").tBodies[0].rows].filter((row) => !row.classList.contains("all"));
        return { sort: th.getAttribute("aria-sort"), cells: rows.map((row) => row.cells[at].textContent) };
      });
      const values = shown.cells.map((cell) => cell.match(/(\d+) of (\d+)/)).filter(Boolean).map((m) => m[1] / m[2]);
      const sorted = values.every((value, i) => i === 0 || (direction === "ascending" ? values[i - 1] <= value : values[i - 1] >= value));
      if (shown.sort !== direction || !sorted || values.length < 2) fault(page, `sorted ${direction}: ${JSON.stringify(shown)}`);
    }
  }

  // One school alone, and all again.
  const filter = tab.locator(".filter select");
  if ((await filter.count()) && (await tab.locator("#rows").count())) {
    const schools = await filter.locator("option").allTextContents();
    await filter.selectOption(schools[1]);
    const seen = await tab.locator("#rows tbody tr:visible th").allTextContents();
    if (seen.length !== 1 || seen[0] !== schools[1]) fault(page, `one school shows ${JSON.stringify(seen)}`);
    await filter.selectOption("");
    const all = await tab.locator("#rows tbody tr:visible").count();
    if (all < schools.length - 1) fault(page, `all schools show ${all}`);
  }

  // Two times beside each other: the difference is the fractions', cut toward zero.
  const compare = tab.locator("fieldset.compare").first();
  if (await compare.count()) {
    const cells = await compare.locator("tbody tr").first().locator("td").allTextContents();
    const [before, now] = cells.map((cell) => cell.match(/(\d+) of (\d+)/));
    if (before && now && cells[2].endsWith("points")) {
      const points = (now[1] / now[2] - before[1] / before[2]) * 100;
      const shown = Number(cells[2].replace("−", "-").replace(" points", ""));
      if (Math.abs(shown) > Math.abs(points) + 1e-9 || Math.abs(shown - points) >= 0.1) {
        fault(page, `two times differ by ${points}, but it says ${cells[2]}`);
      }
    }
  }
  await context.close();

  for (const format of ["Letter", "A4"]) {
    const paper = await open(page, { colorScheme: "dark", viewport: { width: format === "A4" ? 688 : 710, height: 900 } });
    await paper.tab.pdf({ path: join(folder, `${name}-${format}.pdf`), format, printBackground: true });
    await paper.tab.emulateMedia({ media: "print" });
    const back = await paper.tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    if (back !== "rgb(255, 255, 255)") fault(page, `${format}: paper is ${back}`);
    const wide = await paper.tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (wide[0] > wide[1]) fault(page, `${format}: ${wide[0]} px do not fit on ${wide[1]}`);
    await paper.context.close();
  }
}
await browser.close();
process.exit(faults ? 1 : 0);
