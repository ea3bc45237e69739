package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Folders that are explained again.
 */
@ExtendWith(OutputCaptureExtension.class)
class RerunTests extends FolderTests {

	// the rounding depends on the images of a batch
	private static final Offset<Double> ROUNDING = Offset.offset(1e-4);

	@Test
	void imageAfterTheDeadlineIsExplainedByTheNextRun() throws IOException {
		assertThat(run("--timeout=1ns")).isEqualTo(2);
		assertThat(files()).containsExactly(MANIFEST);
		assertThat(manifest()).hasSize(2)
			.allSatisfy((line) -> assertThat(line.at("/problem/code").asString()).isEqualTo("deadline-exceeded"));
		assertThat(run()).isZero();
		assertThat(images()).containsExactly("a.png", "sub/b.png");
		assertThat(manifest()).noneMatch((line) -> line.has("problem"));
	}

	@Test
	void secondRunExplainsOnlyNewImages() throws IOException {
		run();
		Object first = Files.getLastModifiedTime(this.output.resolve("a.png.json"));
		Files.copy(this.input.resolve("a.png"), this.input.resolve("c.png"));
		assertThat(run()).isZero();
		assertThat(Files.getLastModifiedTime(this.output.resolve("a.png.json"))).isEqualTo(first);
		assertThat(images()).containsExactly("a.png", "c.png", "sub/b.png");
	}

	@Test
	void changedImageIsExplainedAgain() throws IOException {
		run();
		double before = result("a.png").at("/predictions/0/logit").asDouble();
		Files.copy(this.input.resolve("sub/b.png"), this.input.resolve("a.png"), StandardCopyOption.REPLACE_EXISTING);
		run();
		double expected = result("sub/b.png").at("/predictions/0/logit").asDouble();
		assertThat(before).isNotCloseTo(expected, ROUNDING);
		assertThat(result("a.png").at("/predictions/0/logit").asDouble()).isCloseTo(expected, ROUNDING);
		assertThat(images()).containsExactly("a.png", "sub/b.png");
	}

	@Test
	void runAfterAKilledOneCompletesTheManifest() throws IOException {
		run();
		List<String> lines = Files.readAllLines(this.output.resolve(MANIFEST));
		// the process was killed while it wrote a line
		Files.writeString(this.output.resolve(MANIFEST),
				lines.get(0) + "\n" + lines.get(1).substring(0, lines.get(1).length() / 2));
		assertThat(run()).isZero();
		assertThat(images()).containsExactly("a.png", "sub/b.png");
		// a line is missing, and another one is there twice
		Files.writeString(this.output.resolve(MANIFEST), lines.get(0) + "\n" + lines.get(0) + "\n");
		assertThat(run()).isZero();
		assertThat(images()).containsExactly("a.png", "sub/b.png");
		// a picture was removed
		Files.delete(this.output.resolve("a.png.png"));
		assertThat(run("--overwrite")).isZero();
		assertThat(files()).contains("a.png.png");
	}

	@Test
	void otherParametersNeedOverwrite(CapturedOutput console) throws IOException {
		run("--top=2");
		assertThat(run("--top=1")).isEqualTo(1);
		assertThat(console.getErr()).contains("2 results of other parameters or of another model", "--overwrite");
		assertThat(run("--top=1", "--overwrite")).isZero();
		assertThat(files()).containsExactly("a.png.json", "a.png.png", MANIFEST, "sub/b.png.json", "sub/b.png.png");
		assertThat(images()).containsExactly("a.png", "sub/b.png");
	}

	@Test
	void filesOfOtherProgramsAreNotOverwritten(CapturedOutput console) throws IOException {
		Files.writeString(this.output.resolve("a.png.json"), "{\"boxes\": []}", StandardOpenOption.CREATE_NEW);
		assertThat(run("--overwrite")).isEqualTo(1);
		assertThat(console.getErr()).contains("a.png.json exists already");
		assertThat(this.output.resolve("a.png.json")).hasContent("{\"boxes\": []}");
	}

}
