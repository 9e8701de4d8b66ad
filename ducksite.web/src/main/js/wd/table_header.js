/** The names of a table's columns stay in sight while its own head is above the window. */

export function initTableHeader(root = document) {
  for (const box of root.querySelectorAll(".wd-table")) {
    const table = box.querySelector("table");
    if (table?.tHead && table.tBodies[0]?.rows.length > 1 && "IntersectionObserver" in globalThis) {
      follow(box, table);
    }
  }
}

function follow(box, table) {
  const mini = document.createElement("div");
  mini.className = "wd-mini-header";
  mini.setAttribute("aria-hidden", "true"); // the table's own head is what is read
  mini.hidden = true;
  const names = [...table.tHead.rows[0].cells].map((cell) => {
    const name = document.createElement("span");
    name.textContent = cell.textContent;
    name.classList.toggle("wd-right", cell.dataset.type === "number");
    mini.append(name);
    return name;
  });
  document.body.append(mini);
  const lay = () => {
    const place = box.getBoundingClientRect();
    mini.style.left = `${place.left}px`;
    mini.style.width = `${place.width}px`;
    [...table.tHead.rows[0].cells].forEach((cell, index) => {
      names[index].style.width = `${cell.getBoundingClientRect().width}px`;
    });
    mini.scrollLeft = box.scrollLeft;
  };
  let above = false;
  let inside = true;
  const show = () => {
    const next = above && inside;
    if (next) {
      lay();
    }
    mini.hidden = !next;
  };
  // What lies below the window counts as seen, so that a jump over the head is noticed too.
  const below = { rootMargin: "0px 0px 1000000px 0px" };
  new IntersectionObserver((entries) => {
    above = !entries.at(-1).isIntersecting;
    show();
  }, below).observe(table.tHead);
  new IntersectionObserver((entries) => {
    inside = entries.at(-1).isIntersecting;
    show();
  }).observe(box);
  box.addEventListener("scroll", () => (mini.scrollLeft = box.scrollLeft), { passive: true });
  new ResizeObserver(() => mini.hidden || lay()).observe(box);
}

if (globalThis.document) {
  initTableHeader();
}
