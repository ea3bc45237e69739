package io.heatlens.web.kserve;

import java.util.List;

import io.heatlens.vit.Model;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the metadata of the models in the Open Inference Protocol.
 */
@RestController
@Tag(name = "KServe")
class ModelMetadataController {

	private final ModelVersions models;

	private final ServerController server;

	ModelMetadataController(ModelVersions models, ServerController server) {
		this.models = models;
		this.server = server;
	}

	@GetMapping("/v2/models/{model}")
	@Operation(operationId = "modelMetadata", summary = "The tensors of a model, in the Open Inference Protocol")
	ModelMetadata metadata(@PathVariable("model") String model) {
		return metadata(model, ModelVersions.ONLY);
	}

	@GetMapping("/v2/models/{model}/versions/{version}")
	@Operation(operationId = "modelVersionMetadata", summary = "The tensors of a version of a model")
	ModelMetadata metadata(@PathVariable("model") String model, @PathVariable("version") String version) {
		return ModelMetadata.of(this.models.get(model, version));
	}

	@GetMapping("/v2/models/{model}/ready")
	@Operation(operationId = "modelReady", summary = "Whether a model takes requests, in the Open Inference Protocol")
	ModelReady ready(@PathVariable("model") String model) {
		return ready(model, ModelVersions.ONLY);
	}

	@GetMapping("/v2/models/{model}/versions/{version}/ready")
	@Operation(operationId = "modelVersionReady", summary = "Whether a version of a model takes requests")
	ModelReady ready(@PathVariable("model") String model, @PathVariable("version") String version) {
		Model served = this.models.get(model, version);
		return new ModelReady(served.name(), this.server.ready().ready());
	}

	/**
	 * The metadata of a model.
	 *
	 * @param name the name of the model
	 * @param versions the versions that a request can name
	 * @param platform the framework and the format of the weights
	 * @param inputs the input tensors
	 * @param outputs the output tensors
	 */
	record ModelMetadata(String name, List<String> versions, String platform, List<TensorMetadata> inputs,
			List<TensorMetadata> outputs) {

		static ModelMetadata of(Model model) {
			return new ModelMetadata(model.name(), List.of(ModelVersions.ONLY), "pytorch_safetensors",
					List.of(new TensorMetadata(InferenceInput.NAME, Datatype.BYTES, List.of(-1))),
					OutputName.of(model)
						.stream()
						.map((output) -> new TensorMetadata(output.apiName(), output.datatype(), output.shape(model)))
						.toList());
		}

	}

	/**
	 * The metadata of a tensor.
	 *
	 * @param name the name of the tensor
	 * @param datatype the type of the elements
	 * @param shape the size of each dimension, -1 where requests differ
	 */
	record TensorMetadata(String name, Datatype datatype, List<Integer> shape) {
	}

	/**
	 * Whether a model takes requests.
	 *
	 * @param name the name of the model
	 * @param ready always true, since models are loaded before the service answers
	 */
	record ModelReady(String name, boolean ready) {
	}

}
