import { assert, assertEquals, assertMatch } from "@std/assert";
import { enter, sees, withCrowd } from "../support/crowd.ts";

// Who runs the server, and what two people see of that in their pages.

withCrowd(
  "the operator tells everybody something, keeps order in a room, and puts somebody off the server",
  ["ada", "mallory"],
  async ({ people: [ada, mallory], admin }) => {
    assert(ada && mallory);
    await admin("announce", "Tea at four.");
    for (const one of [ada, mallory]) {
      await sees(one, /From whoever runs this server:/);
      await sees(one, "Tea at four.");
    }
    await enter(ada, "/create workshop");
    await ada.page.locator(".head h1").getByText("workshop").waitFor();
    await enter(mallory, "/join workshop");
    await sees(ada, /mallory.* joined/);
    assertMatch(await admin("who", "workshop"), /mallory/);
    await admin("topic", "workshop", "Quiet, please");
    await sees(mallory, /The operator set the topic: Quiet, please/);
    await admin("kick", "mallory", "workshop");
    await sees(ada, /mallory.* was put out by the operator/);
    await sees(mallory, /The operator put you out of this room/);

    await admin("ban", "mallory", "10m", "--sure");
    await mallory.page.getByText(/banned|put you off|does not let you in/).first().waitFor();
    await sees(ada, /mallory.* was banned by the operator|mallory.* was put out by the operator/);
    assertMatch(await admin("bans"), /mallory/);
    assertEquals(await ada.page.locator(".people .person").count(), 1);
  },
);
