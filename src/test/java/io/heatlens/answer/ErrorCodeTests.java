package io.heatlens.answer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.GoldenModelTest;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.Alpha;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.BadParameterException;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Models;
import io.heatlens.vit.NotFiniteException;
import io.heatlens.vit.Prompts;
import io.heatlens.vit.Task;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Each error of the stages, as it really comes about, has the code of the contract.
 */
@GoldenModelTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorCodeTests {

	/** The exceptions that a client can do nothing about. */
	private static final List<String> INTERNAL = List.of("io.heatlens.engine.LibtorchException",
			"io.heatlens.hub.SourceException", "io.heatlens.hub.TransientException",
			"io.heatlens.vit.NotFiniteException", "io.heatlens.vit.checkpoint.InvalidModelException");

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@Autowired
	private ModelStore models;

	@Autowired
	private Methods methods;

	@Autowired
	private Engine engine;

	private final ImageDecoder decoder = new ImageDecoder(
			new UploadLimits(DataSize.ofMegabytes(1), 96 * 96, 96 * 96, Alpha.DROP));

	@AutoClose
	private final Models loader = new Models();

	@ParameterizedTest
	@MethodSource("errors")
	void ofAnErrorOfAStageIsTheCodeOfTheContract(String code, ThrowingCallable failing) {
		assertThat(ErrorCode.of(catchThrowable(failing)).apiName()).isEqualTo(code);
	}

	Stream<Arguments> errors() throws Exception {
		Model model = this.models.get("hf-vit");
		Model clip = this.loader.load(Path.of("src/test/resources/text/hf-clip"));
		byte[] image = Files.readAllBytes(IMAGE);
		return Stream.of(error("bad-parameter", () -> {
			throw new BadParameterException("planted");
		}), error("bad-parameter", () -> Prompts.ask(clip, List.of(), Prompts.PLACE)),
				error("prompts-needed", () -> Task.requireClasses(clip)),
				error("unsupported-task", () -> Prompts.ask(model, List.of("a"), Prompts.PLACE)),
				error("unknown-model", () -> this.models.get("none")),
				error("unknown-class", () -> model.labels().find("none")),
				error("unknown-method", () -> this.methods.get("none")),
				error("unsupported-method",
						() -> this.methods.check(this.methods.get("legrad"), this.models.get("hf-dinov2"),
								MethodOptions.of(this.models.get("hf-dinov2")))),
				error("unknown-layer", () -> model.site("blocks[99]")),
				error("no-gradient-path", () -> model.requireGradientPath(model.site("blocks[-1]"))),
				error("unsupported-image-format",
						() -> this.decoder.decode("text".getBytes(StandardCharsets.UTF_8), Alpha.DROP)),
				error("unreadable-image",
						() -> this.decoder.decode(Arrays.copyOf(image, image.length / 2), Alpha.DROP)),
				error("image-too-large",
						() -> new ImageDecoder(new UploadLimits(DataSize.ofMegabytes(1), 1, 1, Alpha.DROP))
							.decode(image, Alpha.DROP)),
				error("overloaded", this::fillTheQueue), error("overloaded", () -> decodeInterrupted(image)),
				error("deadline-exceeded", () -> Deadline.in(Duration.ofSeconds(-1)).check()));
	}

	private static Arguments error(String code, ThrowingCallable failing) {
		return Arguments.of(code, failing);
	}

	private void fillTheQueue() {
		List<EngineTicket> tickets = new ArrayList<>();
		try {
			while (tickets.size() < 10_000) {
				tickets.add(this.engine.enter(Deadline.never()));
			}
		}
		finally {
			tickets.forEach(EngineTicket::close);
		}
	}

	private void decodeInterrupted(byte[] image) {
		Thread.currentThread().interrupt();
		try {
			this.decoder.decode(image, Alpha.DROP);
		}
		finally {
			Thread.interrupted();
		}
	}

	@Test
	void errorsAboveAreAllThatStagesHaveForClients() throws Exception {
		List<String> tested = errors().map((error) -> catchThrowable((ThrowingCallable) error.get()[1]))
			.map((error) -> error.getClass().getName())
			.toList();
		assertThat(Stream.concat(tested.stream(), INTERNAL.stream()))
			.containsExactlyInAnyOrderElementsOf(exceptionsOfStages());
	}

	private static List<String> exceptionsOfStages() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AssignableTypeFilter(Throwable.class));
		return scanner.findCandidateComponents("io.heatlens")
			.stream()
			.map((exception) -> String.valueOf(exception.getBeanClassName()))
			.filter((name) -> !name.startsWith("io.heatlens.web.") && !name.startsWith("io.heatlens.batch."))
			.toList();
	}

	@Test
	void ofASubclassIsTheCodeOfItsSuperclass() {
		assertThat(ErrorCode.of(new BadParameterException("planted") {
		})).isEqualTo(ErrorCode.BAD_PARAMETER);
	}

	@ParameterizedTest
	@MethodSource("others")
	void ofAnyOtherErrorIsInternal(Throwable error) {
		assertThat(ErrorCode.of(error).apiName()).isEqualTo("internal");
	}

	static Stream<Throwable> others() {
		return Stream.of(new IllegalStateException(), new IllegalArgumentException(), new OutOfMemoryError(),
				new NotFiniteException("the logits"), new InvalidModelException("planted"),
				new IllegalStateException(new BadParameterException("planted")));
	}

}
