import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../main/js/inputs.js";

const place = { pathname: "/a/b" };
const field = (name, value, initial = "") => ({ name, value, dataset: { default: initial } });

test("the address carries what is chosen, but for what is chosen at first", () => {
  const button = { type: "submit", dataset: {} };
  const form = { elements: [field("a", " x y "), field("b", "ALL", "ALL"), field("c", ""), button] };
  assert.equal(addressOf(form, place), "/a/b?a=x+y");
  assert.equal(addressOf({ elements: [] }, place), "/a/b");
});

test("several values stand behind each other", () => {
  const several = { name: "m", multiple: true, selectedOptions: [{ value: "1" }, { value: "2&3" }], dataset: {} };
  assert.equal(addressOf({ elements: [several] }, place), "/a/b?m=1%2C2%263");
});

test("the choice that restricts nothing is left out where it is the one at first", () => {
  const all = (initial) => ({ name: "r", value: "ALL", dataset: { default: initial, all: "ALL" } });
  assert.equal(addressOf({ elements: [all("")] }, place), "/a/b");
  assert.equal(addressOf({ elements: [all("east")] }, place), "/a/b?r=ALL");
});
