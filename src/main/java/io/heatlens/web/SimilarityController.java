package io.heatlens.web;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.answer.Answers;
import io.heatlens.answer.Painter;
import io.heatlens.answer.Similarities;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.Timed;
import io.heatlens.explain.Comparer;
import io.heatlens.explain.Similarity;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.request.ExplanationReader;
import io.heatlens.request.Parameters;
import io.heatlens.vit.ImageVector;
import io.heatlens.vit.Model;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * Serves {@code POST /v1/similarities}, which explains what makes images alike.
 */
@RestController
@Tag(name = "Compare")
class SimilarityController {

	private static final int MOST_REFERENCES = 8;

	private final ExplanationReader reader;

	private final RequestTimeout times;

	private final UploadDecoder uploads;

	private final Comparer comparer;

	private final Painter painter;

	private final PngAnswer pngAnswer;

	SimilarityController(ExplanationReader reader, RequestTimeout times, UploadDecoder uploads, Comparer comparer,
			Painter painter, PngAnswer pngAnswer) {
		this.reader = reader;
		this.times = times;
		this.uploads = uploads;
		this.comparer = comparer;
		this.painter = painter;
		this.pngAnswer = pngAnswer;
	}

	@Operation(responses = @ApiResponse(responseCode = "200",
			content = @Content(schema = @Schema(implementation = Similarities.class))))
	@PostMapping(path = "/v1/similarities", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<?> compare(MultipartHttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		boolean png = Accept.prefersPng(request);
		Deadline deadline = this.times.deadline(request);
		Parameters parameters = RequestParameters.of(request, ApiParameter.OF_SIMILARITIES);
		ExplanationOptions options = this.reader.readComparison(parameters);
		if (png) {
			options.checkFitsPng();
		}
		List<Upload> files = ImageParts.imageAndReferences(request, png ? 1 : MOST_REFERENCES);
		try (UploadedImages images = this.uploads.decode(request, files,
				Collections.nCopies(files.size(), this.uploads.alpha(parameters)), deadline)) {
			// What makes images alike cannot be said without one of them.
			images.requireReadable();
			return compare(request, options, images, png);
		}
	}

	private ResponseEntity<?> compare(HttpServletRequest request, ExplanationOptions options, UploadedImages images,
			boolean png) {
		Model model = options.model();
		int references = images.entries().size() - 1;
		if (options.dryRun()) {
			return ResponseEntity.ok(new Answers.DryRun(Answers.ModelName.of(model), true, references + 1,
					this.comparer.cost(model, options.request(), references)));
		}
		Timed<List<Similarity>> compared = this.comparer.compare(images.ticket(), model, images.readable(),
				options.request());
		Timings.of(request).add(compared);
		if (png) {
			Similarity similarity = compared.value().get(0);
			return this.pngAnswer.of(request, images, similarity.status(),
					() -> this.painter.pair(options, images.readable(), similarity));
		}
		List<Answers.Image> described = images.entries()
			.stream()
			.map((entry) -> Answers.Image.of(entry.name(), entry.image()))
			.toList();
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(new Similarities(Answers.ModelName.of(model), ImageVector.of(model), described.get(0),
					IntStream.rangeClosed(1, references)
						.mapToObj((i) -> Similarities.Result.of(described.get(i), compared.value().get(i - 1)))
						.toList()));
	}

}
