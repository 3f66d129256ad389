import { assert, assertEquals } from "@std/assert";
import { Histogram } from "../../../tasks/bench/histogram.ts";

function of(...times: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const time of times) histogram.count(time);
  return histogram;
}

Deno.test("Histogram knows no percentile of nothing", () => {
  assertEquals(new Histogram().percentile(0.5), NaN);
  assertEquals(new Histogram().total, 0);
});

Deno.test("Histogram gives back what is below 256 microseconds exactly", () => {
  for (const time of [0, 1, 127, 128, 254, 255]) assertEquals(of(time).percentile(1), time);
});

Deno.test("Histogram is less than 1 % off anywhere above", () => {
  for (let time = 256; time < 2 ** 31; time = Math.ceil(time * 1.003)) {
    const found = of(time).percentile(0.5);
    assert(Math.abs(found - time) / time < 0.01, `${found} for ${time}`);
  }
});

Deno.test("Histogram finds the percentiles of whole hundreds at their edges", () => {
  const histogram = of(...Array.from({ length: 100 }, (_, n) => n + 1));
  assertEquals(histogram.total, 100);
  for (const [share, time] of [[0, 1], [0.01, 1], [0.5, 50], [0.501, 51], [0.99, 99], [1, 100]]) {
    assertEquals(histogram.percentile(share ?? NaN), time);
  }
});

Deno.test("Histogram takes what is out of its range for the nearest that is in it", () => {
  assertEquals(of(-5).percentile(1), 0);
  const most = of(2 ** 31 - 1).percentile(1);
  assertEquals(of(2 ** 31).percentile(1), most);
  assertEquals(of(2 ** 40).percentile(1), most);
});

Deno.test("Histogram can be sent as numbers, added to another, and cleared", () => {
  const sum = new Histogram(of(10, 20_000).counts);
  sum.add(of(30_000_000));
  assertEquals(sum.total, 3);
  assertEquals(sum.percentile(0.3), 10);
  assert(Math.abs(sum.percentile(1) / 30_000_000 - 1) < 0.01);
  sum.clear();
  assertEquals(sum.total, 0);
});
