package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
  private static final NodeId ID = new NodeId("0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b");
  private static final NodeId OTHER = new NodeId("0192e4a2-7b5c-7def-8a3b-000000000000");
  private static final String KEY = "6hiUZLnE8N_gb-REOJKaGs6qt1pCZlNSvKUK857RGwE";
  private static final Map<String, String> SAID =
      Map.of("node-id", ID.text(), "node-name", "studio", "public-key", KEY, "hostname", "box");

  private static TxtRecord but(String key, String value) {
    Map<String, String> values = new HashMap<>(SAID);
    values.put(key, value);
    return new TxtRecord(values);
  }

  @Test
  void aNodeIsTakenAsItSays() {
    assertThat(Announcement.read(ID.text(), new TxtRecord(SAID), Group.DEFAULT))
        .contains(new Announcement(ID, new NodeName("studio"), new PublicKey(KEY)));
  }

  @Test
  void theInstanceNameIsTheIdInAnyLetterCase() {
    assertThat(Announcement.read(ID.text().toUpperCase(), new TxtRecord(SAID), Group.DEFAULT))
        .map(Announcement::nodeId)
        .contains(ID);
  }

  @Test
  void whoSpeaksForAnotherNodeIsNotTaken() {
    assertThat(Announcement.read(ID.text(), but("node-id", OTHER.text()), Group.DEFAULT)).isEmpty();
    assertThat(Announcement.read(ID.text(), but("node-id", "nonsense"), Group.DEFAULT)).isEmpty();
  }

  @Test
  void aRenamedInstanceIsNoNode() {
    assertThat(Announcement.read(ID + " (2)", new TxtRecord(SAID), Group.DEFAULT)).isEmpty();
  }

  @Test
  void whoSaysOnlyItsNameIsTakenUnderTheInstanceName() {
    assertThat(Announcement.read(ID.text(), new TxtRecord(Map.of()), Group.DEFAULT))
        .contains(new Announcement(ID, new NodeName(ID.brief()), null));
  }

  @Test
  void aNameThatIsNoneIsReplacedByTheId() {
    assertThat(Announcement.read(ID.text(), but("node-name", "a\u202eb"), Group.DEFAULT))
        .map(Announcement::name)
        .contains(new NodeName(ID.brief()));
    assertThat(Announcement.read(ID.text(), but("node-name", "x".repeat(65)), Group.DEFAULT))
        .map(Announcement::name)
        .contains(new NodeName(ID.brief()));
  }

  @Test
  void aKeyThatIsNoneIsNone() {
    assertThat(Announcement.read(ID.text(), but("public-key", KEY + "="), Group.DEFAULT))
        .contains(new Announcement(ID, new NodeName("studio"), null));
  }

  @Test
  void anotherGroupIsNotOurs() {
    assertThat(Announcement.read(ID.text(), but("group", "studio"), Group.DEFAULT)).isEmpty();
    assertThat(Announcement.read(ID.text(), but("group", "studio"), new Group("studio")))
        .isPresent();
  }

  @Test
  void aRecordThatIsNotWellFormedIsNoNode() {
    assertThat(Announcement.read(ID.text(), new TxtRecord(Map.of(), false), Group.DEFAULT))
        .isEmpty();
  }

  @Test
  void weSayWhatTheProtocolWants() {
    assertThat(Announcement.of(LanProcess.self(ID, "me", Group.DEFAULT), "box").values())
        .isEqualTo(
            Map.of(
                "node-id",
                ID.text(),
                "node-name",
                "me",
                "public-key",
                "A".repeat(43),
                "hostname",
                "box"));
    assertThat(Announcement.of(LanProcess.self(ID, "me", new Group("studio")), "box").values())
        .containsEntry("group", "studio");
  }
}
