import assert from "node:assert/strict";
import { test } from "node:test";
import {
  axisFormat,
  dateFormat,
  epochMillis,
  nameFormat,
  numberFormat,
  readableName,
  timeTicks,
} from "../../main/js/format.js";

const DAY = 86_400_000;

test("a number without a format has at most two decimals and grouped thousands", () => {
  const format = numberFormat(undefined, "en");
  assert.equal(format(1234567.891), "1,234,567.89");
  assert.equal(format(5), "5");
});

test("each format writes a number its own way", () => {
  assert.equal(numberFormat("integer", "en")(12.6), "13");
  assert.equal(numberFormat("decimal:3", "en")(1.5), "1.500");
  assert.equal(numberFormat("percent:1", "en")(0.2089), "20.9%");
  assert.equal(numberFormat("compact", "en")(2_999_991), "3M");
  assert.equal(numberFormat("currency:eur", "en")(12), "€12.00");
});

test("an unknown or malformed format falls back instead of failing", () => {
  assert.equal(numberFormat("roman", "en")(1.239), "1.24");
  assert.equal(numberFormat("currency:EURO", "en")(1.239), "1.24");
  assert.equal(numberFormat("decimal:many", "en")(1.25), "1.3");
});

test("missing and infinite numbers are a dash", () => {
  assert.equal(numberFormat(undefined, "en")(null), "–");
  assert.equal(numberFormat("percent", "en")(Number.NaN), "–");
});

test("an axis of large numbers is written short, unless its format is given", () => {
  assert.equal(axisFormat(undefined, 2_000_000, "en")(1_500_000), "1.5M");
  assert.equal(axisFormat(undefined, 1200, "en")(1200), "1,200");
  assert.equal(axisFormat("integer", 2_000_000, "en")(1_500_000), "1,500,000");
});

test("years are not grouped, five digits are", () => {
  assert.equal(nameFormat("en")(2012), "2012");
  assert.equal(nameFormat("en")(20120), "20,120");
});

test("dates and timestamps without a zone are read as UTC", () => {
  assert.equal(epochMillis("2001-02-25"), Date.UTC(2001, 1, 25));
  assert.equal(epochMillis("2001-02-25T06:30:00"), Date.UTC(2001, 1, 25, 6, 30));
  assert.equal(epochMillis("2001-02-25 06:30:00.123456"), Date.UTC(2001, 1, 25, 6, 30, 0, 123));
  assert.equal(epochMillis("2001-02-25T06:30:00+02"), Date.UTC(2001, 1, 25, 4, 30));
});

test("texts that are no dates are not guessed", () => {
  assert.equal(epochMillis("25 February"), null);
  assert.equal(epochMillis("2001"), null);
  assert.equal(epochMillis(null), null);
});

test("a date is written whole, with its time only where it has one", () => {
  const millis = Date.UTC(2001, 1, 25, 6, 30);
  assert.equal(dateFormat(false, "en")(millis), "Feb 25, 2001");
  assert.equal(dateFormat(true, "en")(millis), "Feb 25, 2001, 06:30");
});

test("the span of a time axis decides how its ticks are written", () => {
  const at = Date.UTC(2001, 1, 25, 6, 30);
  assert.equal(timeTicks(DAY, "en").label(at), "06:30");
  assert.equal(timeTicks(30 * DAY, "en").label(at), "Feb 25");
  assert.equal(timeTicks(181 * DAY, "en").label(at), "Feb");
  assert.equal(timeTicks(600 * DAY, "en").label(at), "Feb 01");
  assert.equal(timeTicks(4000 * DAY, "en").label(at), "2001");
});

test("a column's name is read with spaces", () => {
  assert.equal(readableName("late_percent"), "late percent");
});
