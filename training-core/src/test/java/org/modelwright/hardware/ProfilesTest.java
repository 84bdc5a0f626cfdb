package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlValue;
import org.modelwright.gpu.Gpu;
import org.modelwright.gpu.GpuReport;
import org.modelwright.train.TrainingSettings.Precision;

class ProfilesTest {

  @TempDir private Path folder;
  private Profiles profiles;

  @BeforeEach
  void profiles() {
    profiles = new Profiles(folder.resolve("profiles"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"laptop", "development", "a100-80gb", "h200", "medium", "production"})
  void aBuiltInProfileIsCompleteAndNamesItsSources(String name) {
    Profile profile = Profiles.builtIn(name);
    assertThat(profile.name()).isEqualTo(name);
    assertThat(profile.summary()).isNotBlank();
    assertThat(profile.sources().keySet())
        .isEqualTo(
            Set.of("device", "memory", "peakTeraflops", "bandwidth", "price", "power", "storage"));
    assertThat(profile.price().date()).matches("\\d{4}-\\d\\d");
    assertThat(profile.watts()).isPositive();
    for (Precision precision : Precision.values()) {
      assertThat(profile.peak(precision)).isPresent();
    }
    if (profile.kind() == Profile.Kind.CUDA) {
      assertThat(profile.peak(Precision.FP32)).isEqualTo(PeakFlops.of(profile.device(), "fp32"));
      assertThat(profile.peak(Precision.BF16)).isEqualTo(PeakFlops.of(profile.device(), "bf16"));
    }
  }

  @ParameterizedTest
  @CsvSource({"development, 1, 1", "medium, 4, 1", "production, 8, 32"})
  void theyHaveTheDevicesTheirNamesPromise(String name, int count, int nodes) {
    assertThat(Profiles.builtIn(name).count()).isEqualTo(count);
    assertThat(Profiles.builtIn(name).nodes()).isEqualTo(nodes);
  }

  @Test
  void aCopyIsAReadableFileOfTheUser() throws IOException {
    Path file = profiles.copy("medium", "our-cluster");
    assertThat(file).isEqualTo(folder.resolve("profiles/our-cluster.yaml"));
    Profile copy = profiles.find("our-cluster", DeviceName.CPU, 0);
    assertThat(copy).isEqualTo(Profiles.builtIn("medium").withName("our-cluster"));
    Files.writeString(file, Files.readString(file).replace("perHour: 3\n", "perHour: 2.5\n"));
    assertThat(profiles.find("our-cluster", DeviceName.CPU, 0).price().perHour()).isEqualTo(2.5);
    assertThat(profiles.find(file.toString(), DeviceName.CPU, 0).price().perHour()).isEqualTo(2.5);
    assertThat(profiles.all())
        .extracting(e -> e.profile().name())
        .startsWith("this-machine")
        .endsWith("our-cluster");
  }

  @Test
  void aProfileOfTheUserIsChangedWhereItStandsAndRemoved() throws IOException {
    Path file = profiles.copy("medium", "ours");
    Files.writeString(file, "# rented by the month\n" + Files.readString(file));
    var place = YamlValue.Place.whole("the form");
    YamlValue.Mapping changed =
        profiles
            .settings("ours")
            .with("price.perHour", new YamlValue.Scalar(place, "2.5", false))
            .without("price.transferPerGigabyte");
    profiles.save("ours", changed);
    Profile.Price price = profiles.find("ours", DeviceName.CPU, 0).price();
    assertThat(price.perHour()).isEqualTo(2.5);
    assertThat(price.transferPerGigabyte()).isZero();
    assertThat(Files.readString(file)).startsWith("# rented by the month\n");
    String before = Files.readString(file);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() ->
            profiles.save(
                "ours", changed.with("memory.gigabytes", new YamlValue.Scalar(place, "0", false))))
        .withMessageContaining("memory.gigabytes");
    assertThat(file).hasContent(before);
    assertThat(profiles.origin("ours")).isEqualTo(Profiles.Origin.OWN);
    profiles.delete("ours");
    profiles.delete("ours");
    assertThat(file).doesNotExist();
    assertThat(profiles.names()).doesNotContain("ours").contains("medium");
  }

  @Test
  void thisMachineCanBeCopiedToo() {
    var _ = profiles.copy("this-machine", "mine");
    assertThat(profiles.find("mine", DeviceName.CPU, 0).memoryBytes()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "medium, medium, already",
    "medium, this-machine, already",
    "medium, ../x, name",
    "medium, Big, name",
    "mediun, mine, did you mean",
  })
  void aCopyThatCannotBeIsRefused(String name, String newName, String words) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> profiles.copy(name, newName))
        .withMessageContaining(words);
    assertThat(folder.resolve("profiles")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "watts: 45      | wats: 45         | wats",
        "kind: cpu      | kind: tpu        | device.kind",
        "fp32: 0.77     | fp64: 1          | peakTeraflops.fp32",
        "gigabytes: 16  | gigabytes: much  | memory.gigabytes",
        "count: 1       | count: 2         | bandwidth.linkGigabytesPerSecond",
        "nodes: 1       | nodes: 2         | bandwidth.networkGigabytesPerSecond",
        "format: 1      | format: 2        | newer",
        "name: laptop   | name: My Laptop  | name",
      })
  void aWrongFileIsRefusedByKey(String from, String to, String words) throws IOException {
    Path file = profiles.copy("laptop", "laptop-2");
    String text = Files.readString(file).replace("name: laptop-2", "name: laptop");
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(from, to));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> profiles.find("laptop-2", DeviceName.CPU, 0))
        .withMessageContaining(words)
        .withMessageContaining("laptop-2.yaml");
  }

  @Test
  void aGpuIsDescribedByItsDriverAndItsDataSheet() {
    var gpu = new Gpu(0, "NVIDIA H200", "GPU-1", 150_754_820_096L, 1, "9.0");
    var report = new GpuReport(true, "570", 12080, List.of(gpu, gpu), null);
    Profile profile = ThisMachine.ofGpu(report, 1, Profile.StorageTier.NONE);
    assertThat(profile.memoryBytes()).isEqualTo(150_754_820_096L);
    assertThat(profile.peak(Precision.BF16)).hasValue(989.4e12);
    assertThat(profile.count()).isEqualTo(1);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ThisMachine.ofGpu(report, 2, Profile.StorageTier.NONE))
        .withMessageContaining("GPU 2");
  }

  @Test
  void aProcessorIsDescribedByItsInstructions() {
    var memory = new MemoryFacts(16_000_000_000L, 1, 1, 1);
    var cpu = new CpuFacts("x", 4, 8, Set.of(CpuFacts.Feature.AVX2, CpuFacts.Feature.AVX512_BF16));
    Profile four = ThisMachine.ofCpu(cpu, memory, 0, Profile.StorageTier.NONE);
    assertThat(four.peak(Precision.FP32)).hasValue(4 * 3e9 * 32);
    assertThat(four.peak(Precision.BF16)).hasValue(2 * 4 * 3e9 * 32);
    Profile two = ThisMachine.ofCpu(cpu, memory, 2, Profile.StorageTier.NONE);
    assertThat(two.peak(Precision.FP32)).hasValue(2 * 3e9 * 32);
  }
}
