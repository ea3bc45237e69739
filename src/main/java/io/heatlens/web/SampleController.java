package io.heatlens.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code GET /samples}, which lists the sample images of the embedded model with
 * their labels and boxes.
 */
@RestController
@Tag(name = "Discover")
class SampleController {

	@GetMapping(path = "/samples", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listSamples", summary = "The sample images of the embedded model",
			responses = @ApiResponse(responseCode = "200", description = "The samples with their labels and boxes",
					content = @Content(schema = @Schema(type = "object"))))
	Resource samples() {
		return new ClassPathResource("samples/samples.json");
	}

}
