package io.heatlens.vit.classes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where the labels of a model come from, and what is said about them.
 */
class LabelReaderTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(LabelReader.class);

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final List<String> warnings = new ArrayList<>();

	@TempDir
	private Path folder;

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
	}

	@Test
	void fileWinsOverTheConfiguration() throws IOException {
		Files.write(this.folder.resolve("labels.txt"),
				"\uFEFFcat\r\n Käse \r\nowl\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		assertThat(names(List.of("a", "b", "c"), "{}", 3)).containsExactly("cat", "Käse", "owl");
		assertThat(log()).isEmpty();
		assertThat(this.warnings).isEmpty();
	}

	@Test
	void fileNeedsALinePerClass() throws IOException {
		Files.writeString(this.folder.resolve("labels.txt"), "cat\ndog\n");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> names(List.of(), "{}", 3))
			.withMessage("labels.txt should have one label a line for each of the 3 classes, but has 2 lines");
	}

	@Test
	void fileIsUtf8() throws IOException {
		Files.write(this.folder.resolve("labels.txt"), new byte[] { (byte) 0xe4 });
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> names(List.of(), "{}", 1))
			.withMessage("labels.txt is not UTF-8");
	}

	@Test
	void classesWithoutALabelAreNamed() throws IOException {
		assertThat(names(Arrays.asList("cat", null, "owl"), "{}", 4)).containsExactly("cat", "class 1", "owl",
				"class 3");
		assertThat(this.warnings).containsExactly("The configuration has no label for 2 of the 4 classes: [1, 3]");
	}

	@Test
	void labelsThatAreNumberedFromOneAreNoticed() throws IOException {
		assertThat(names(Arrays.asList(null, "cat", "dog"), "{}", 2)).containsExactly("class 0", "cat");
		assertThat(this.warnings).containsExactly("The configuration has no label for 1 of the 2 classes: [0]",
				"The configuration has labels up to class 2, but the last class is 1, so that \"dog\" is the label of none. "
						+ "They seem to be numbered from 1, but classes are numbered from 0, so every label may belong to the "
						+ "class before its own: number them from 0 in config.json, or put a labels.txt beside it");
	}

	@Test
	void moreLabelsThanClassesAreNoticed() throws IOException {
		assertThat(names(List.of("cat", "dog", "owl"), "{}", 2)).containsExactly("cat", "dog");
		assertThat(this.warnings)
			.containsExactly("The configuration has labels up to class 2, but the last class is 1, so that \"owl\" "
					+ "is the label of none");
	}

	@Test
	void labelThatIsTheIndexOfAnotherClassIsNoticed() throws IOException {
		assertThat(names(List.of("0", "2", "x"), "{}", 3)).containsExactly("0", "2", "x");
		assertThat(this.warnings)
			.containsExactly("One label is also the index of another class. \"2\" means class 2 (\"x\"), "
					+ "but it is also the label of class 1. To name that class, send its index 1.");
	}

	@Test
	void labelsOfSeveralClassesAreNoticedInEveryNormalForm() throws IOException {
		names(List.of("crane", "K\u00e4se", "crane", "Ka\u0308se"), "{}", 4);
		assertThat(this.warnings)
			.containsExactly("2 labels are those of several classes, which are told apart by their indices: "
					+ "\"crane\" (0, 2), \"K\u00e4se\" (1, 3)");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"architecture\": \"vit_tiny_patch16_224\", \"pretrained_cfg\": {\"tag\": \"augreg_in21k_ft_in1k\"}}",
			"{\"architecture\": \"vit_tiny_patch16_224.in1k\"}" })
	void modelOfImageNetHasItsNames(String config) throws IOException {
		assertThat(names(List.of(), config, 1000)).hasSize(1000)
			.startsWith("tench, Tinca tinca")
			.contains("tabby, tabby cat")
			.endsWith("toilet tissue, toilet paper, bathroom tissue");
		assertThat(log()).singleElement().asString().contains("those of ImageNet-1k are taken");
	}

	@ParameterizedTest
	@CsvSource({ "1000, imagenet-1k", "11221, imagenet-21k-miil", "11821, imagenet-12k", "21841, imagenet-22k",
			"21843, imagenet-21k-goog" })
	void otherModelWithoutNamesSaysHowToNameThem(int classes, String subset) throws IOException {
		assertThat(names(List.of(), "{\"architecture\": \"vit_tiny_patch16_224.augreg_in21k\"}", classes))
			.hasSize(classes)
			.startsWith("class 0");
		assertThat(log()).singleElement()
			.asString()
			.contains("put a labels.txt beside its config.json", "ImageNetInfo('" + subset + "')");
	}

	private List<String> names(List<String> configured, String config, int classes) throws IOException {
		return new LabelReader("m", this.folder)
			.read(configured, JsonMapper.shared().readTree(config), classes, this.warnings::add)
			.names();
	}

	private List<String> log() {
		return this.events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
