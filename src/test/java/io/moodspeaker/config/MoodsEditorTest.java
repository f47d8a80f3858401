package io.moodspeaker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.support.ConflictException;
import io.moodspeaker.support.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoodsEditorTest {
  @TempDir private Path folder;
  private Path file;
  private MoodsEditor editor;

  @BeforeEach
  void open() throws IOException {
    file = Files.writeString(folder.resolve("moods.yaml"), "one\n");
    editor =
        new MoodsEditor(
            file,
            folder.resolve("state"),
            text ->
                text.contains("bad")
                    ? List.of(new Problem("config/moods.yaml", 2, 5, "bad is no mood"))
                    : List.of(),
            text -> List.of());
  }

  private Map<String, Object> change(String text) throws IOException {
    return Map.of("text", text, "version", editor.read().get("version"));
  }

  @Test
  void a_text_is_saved_and_one_step_leads_back() throws Exception {
    assertThat(editor.read()).containsEntry("text", "one\n").containsEntry("undo", false);
    assertThat(editor.save(change("two\n")))
        .containsEntry("text", "two\n")
        .containsEntry("undo", true);
    assertThat(file).hasContent("two\n");
    assertThat(editor.undo(change(""))).containsEntry("text", "one\n");
    assertThat(editor.undo(change(""))).containsEntry("text", "two\n");
  }

  @Test
  void a_mistake_is_told_at_its_line_and_nothing_is_saved() throws Exception {
    assertThat(editor.check(Map.of("text", "bad")).get("mistakes"))
        .isEqualTo(List.of(Map.of("line", 2, "column", 5, "message", "bad is no mood")));
    Map<String, Object> bad = change("bad");
    assertThatThrownBy(() -> editor.save(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("config/moods.yaml:2:5: bad is no mood");
    assertThat(file).hasContent("one\n");
  }

  @Test
  void what_is_missing_or_is_no_text_is_named_before_all_else() {
    for (Map<String, Object> fields :
        List.<Map<String, Object>>of(
            Map.of(), Map.of("text", List.of("a")), Map.of("version", Map.of("b", "1")))) {
      assertThatThrownBy(() -> editor.check(fields))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("text must be sent as a text, as in {\"text\":\"…\"}");
      assertThatThrownBy(() -> editor.save(fields)).hasMessageStartingWith("text must be sent");
      assertThatThrownBy(() -> editor.undo(fields)).hasMessageStartingWith("version must be sent");
    }
    assertThatThrownBy(() -> editor.save(Map.of("text", "one\n")))
        .hasMessageStartingWith("version must be sent");
  }

  @Test
  void what_was_changed_on_the_disk_meanwhile_is_not_overwritten() throws Exception {
    Map<String, Object> mine = change("mine\n");
    Files.writeString(file, "theirs\n");
    assertThatThrownBy(() -> editor.save(mine)).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> editor.undo(mine)).isInstanceOf(ConflictException.class);
    assertThat(file).hasContent("theirs\n");
  }

  @Test
  void who_could_read_the_file_still_can_and_a_link_stays_one() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
    MoodsEditor linked =
        new MoodsEditor(link, folder.resolve("state"), text -> List.of(), text -> List.of());
    linked.save(change("two\n"));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("two\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }
}
