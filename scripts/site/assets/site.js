// What a script adds to pages that are complete without one: filters, sorting, copying, printing.
(() => {
  "use strict";

  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const number = (value) => value.toLocaleString("en");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // --- Filters -------------------------------------------------------------------------------
  // A form with data-filter hides the data-item elements of the list that it names. A field called
  // q searches their text, any other is compared with the data- attribute of its name.

  const filterForm = (form) => {
    const list = document.querySelector(form.dataset.filter);
    const items = [...list.querySelectorAll("[data-item]")];
    const groups = [...list.querySelectorAll("[data-group]")];
    const count = form.querySelector("[data-count]");
    const texts = new Map();
    const textOf = (item) => {
      if (!texts.has(item)) texts.set(item, plain(item.textContent));
      return texts.get(item);
    };

    const apply = () => {
      const fields = [...new FormData(form)].filter(([, value]) => value !== "");
      const words = plain(form.elements.q?.value ?? "").split(/\s+/).filter(Boolean);
      const exact = fields.filter(([name]) => name !== "q");
      let shown = 0;
      for (const item of items) {
        const fits =
          exact.every(([name, value]) => item.dataset[name] === value) &&
          words.every((word) => textOf(item).includes(word));
        item.hidden = !fits;
        if (fits) shown += 1;
      }
      for (const group of groups) {
        group.hidden = !group.querySelector("[data-item]:not([hidden])");
      }
      count.textContent = `${number(shown)} of ${number(items.length)} ${count.dataset.noun}`;
      remember(fields);
    };

    const recall = () => {
      const wanted = new URLSearchParams(location.search);
      for (const field of form.elements) {
        if (!field.name || !wanted.has(field.name)) continue;
        if (field.type === "checkbox") field.checked = wanted.get(field.name) === field.value;
        else field.value = wanted.get(field.name);
        if (field.tagName === "SELECT" && field.selectedIndex < 0) field.selectedIndex = 0;
      }
    };

    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    recall();
    apply();

    // What an address names has to be seen, whatever was filtered.
    const reveal = () => {
      const target = named();
      const item = target?.closest("[data-item][hidden]");
      if (item && list.contains(item)) form.reset();
    };
    addEventListener("hashchange", reveal);
    reveal();
  };

  const remember = (fields) => {
    const query = new URLSearchParams(fields).toString();
    const address = location.pathname + (query ? `?${query}` : "") + location.hash;
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A browser that opens the page from a file may refuse; the filter works all the same.
    }
  };

  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };

  // --- Sorting -------------------------------------------------------------------------------

  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const original = [...body.rows];

    const valueOf = (row, column) =>
      row.cells[column].dataset.value ??
      (row.cells[column].classList.contains("empty")
        ? ""
        : (row.cells[column].querySelector("bdi") ?? row.cells[column]).textContent.trim());

    const sort = (column, direction) => {
      const isNumber = "number" in heads[column].dataset;
      const sign = direction === "descending" ? -1 : 1;
      const keyed = original.map((row) => [valueOf(row, column), row]);
      if (direction) {
        keyed.sort(([one], [other]) => {
          if (!one || !other) return Number(!one) - Number(!other); // empty cells come last
          return sign * (isNumber ? one - other : collator.compare(one, other));
        });
      }
      body.append(...keyed.map(([, row]) => row));
    };

    heads.forEach((head, column) => {
      const title = head.querySelector("bdi")?.textContent ?? head.textContent.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.setAttribute("aria-label", `Sort by ${title}`);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const next = { ascending: "descending", descending: null }[before] ?? null;
        const direction = before ? next : "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        if (direction) head.setAttribute("aria-sort", direction);
        sort(column, direction);
      });
      const link = head.querySelector("a");
      if (link) link.after(button);
      else head.append(button);
    });
  };

  // --- Copying -------------------------------------------------------------------------------

  const copyable = (block) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    const label = block.querySelector(".label").textContent;
    const says = (text) => {
      button.textContent = text;
    };
    says("Copy");
    button.setAttribute("aria-label", `Copy: ${label}`);
    const status = document.createElement("span");
    status.className = "unseen";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const text = block.querySelector(".text, pre");
      try {
        await navigator.clipboard.writeText(text.textContent);
        says("Copied");
        status.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        says("Selected");
        status.textContent = "Selected: copy it with the keyboard";
      }
      setTimeout(() => {
        says("Copy");
        status.textContent = "";
      }, 3000);
    });
    block.append(button, status);
  };

  // --- What is folded away: opened for whoever is sent there, and on paper ----------------------

  const openTarget = () => {
    const target = named();
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target?.closest("details")) target.scrollIntoView();
  };

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    closed = [];
  });

  document.querySelectorAll("form[data-filter]").forEach(filterForm);
  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  document.querySelectorAll(".citation").forEach(copyable);
  addEventListener("hashchange", openTarget);
  openTarget();
})();
