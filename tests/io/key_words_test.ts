import { assertEquals } from "@std/assert";
import { keyWords } from "../../lib/crypto/words.ts";
import { keyWordsNow } from "../../lib/io/key_words.ts";

Deno.test("keyWordsNow() gives the words that keyWords() gives", async () => {
  for (let i = 0; i < 32; i++) {
    const key = crypto.getRandomValues(new Uint8Array(32));
    const text = key.toBase64({ alphabet: "base64url", omitPadding: true });
    assertEquals(keyWordsNow(text), await keyWords(key));
  }
});
