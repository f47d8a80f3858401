package io.moodspeaker.training;

import io.moodspeaker.training.network.Weights;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * All that a run needs to go on after an epoch as if it had never stopped.
 *
 * @param plan what the run was: another one can't go on from here
 * @param epochs how many epochs are done
 */
record Checkpoint(String plan, int epochs, TrainingGraph.State state, SoftTargets past) {
  private static final int MAGIC = 0x6d6f6f65;

  /** Writes beside the old file and then takes its place, so that a crash leaves one of them. */
  void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      out.writeInt(MAGIC);
      out.writeUTF(plan);
      out.writeInt(epochs);
      state.values().write(out);
      state.momentum().write(out);
      state.average().write(out);
      past.write(out);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static Checkpoint read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is not a training checkpoint; choose another or start anew");
      }
      return new Checkpoint(
          in.readUTF(),
          in.readInt(),
          new TrainingGraph.State(Weights.read(in), Weights.read(in), Weights.read(in)),
          SoftTargets.read(in));
    } catch (EOFException e) {
      throw new IOException(file + " is cut short; delete it to start anew", e);
    }
  }
}
