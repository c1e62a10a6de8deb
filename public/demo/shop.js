// The demonstration shop's basket: kept for this tab, nothing is bought.
const KEY = "tidewater.basket";
const part = (name) => document.querySelector(`[data-basket="${name}"]`);
const money = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

const teas = new Map(
  [...document.querySelectorAll(".tea")].map((node) => [
    node.dataset.tea,
    { name: node.querySelector("h3").textContent, price: Number(node.dataset.price) },
  ]),
);

const load = () => {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(KEY) ?? "[]").filter(([tea]) => teas.has(tea)));
  } catch {
    return new Map();
  }
};
const basket = load();

const line = ([tea, count]) => {
  const { name, price } = teas.get(tea);
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = `${count} × ${name}`;
  const sum = document.createElement("span");
  sum.textContent = money.format(count * price);
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = "Remove";
  remove.setAttribute("aria-label", `Remove ${name}`);
  remove.addEventListener("click", () => {
    basket.delete(tea);
    show(`${name} removed`);
    part("count").parentElement.focus();
  });
  item.append(words, sum, remove);
  return item;
};

const show = (said) => {
  const count = [...basket.values()].reduce((sum, n) => sum + n, 0);
  const total = [...basket].reduce((sum, [tea, n]) => sum + n * teas.get(tea).price, 0);
  part("count").textContent = String(count);
  part("empty").hidden = count > 0;
  part("items").replaceChildren(...[...basket].map(line));
  part("total").hidden = count === 0;
  part("total").textContent = `Together ${money.format(total)}`;
  part("said").textContent = said ?? "";
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...basket]));
  } catch {}
};

for (const node of document.querySelectorAll(".tea")) {
  const { tea } = node.dataset;
  node.querySelector("button").addEventListener("click", () => {
    basket.set(tea, (basket.get(tea) ?? 0) + 1);
    show(`${teas.get(tea).name} is in your basket`);
  });
}
show();
