package io.moodspeaker.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells folders in which the kernel shows itself, such as /proc and /sys, from those that hold
 * files. Used by one thread.
 */
public final class KernelFolders {
  private static final Set<String> TYPES =
      Set.of(
          ("binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs fusectl"
                  + " hugetlbfs mqueue proc pstore securityfs selinuxfs sysfs tracefs")
              .split(" "));

  /** By device, as to ask for a file system's type takes longer than to list a folder. */
  private final Map<Object, Boolean> known = new HashMap<>();

  /** Whether a folder is of that kind. */
  public boolean holds(Path folder) throws IOException {
    Object device = Files.getAttribute(folder, "unix:dev");
    Boolean kernels = known.get(device);
    if (kernels == null) {
      kernels = TYPES.contains(Files.getFileStore(folder).type());
      known.put(device, kernels);
    }
    return kernels;
  }
}
