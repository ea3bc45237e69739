package io.heatlens.web.kserve;

import java.util.List;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Describes the bodies of KServe's requests in the OpenAPI document, since they are read
 * without data binding.
 */
@Component
class KServeDocumentation implements OpenApiCustomizer {

	private static final String INSTANCES = """
			{"instances": [{"image": {"b64": "..."}}], "parameters": {}}""";

	private static final String INPUTS = """
			{"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "data": ["..."]}], "parameters": {}}""";

	@Override
	public void customise(OpenAPI api) {
		Schema<?> instance = object("image", ref("KServeImage"));
		instance.addProperty("parameters", parameters("The parameters of this image alone."));
		Schema<?> request = object("instances", list(ref("KServeInstance")));
		request.addProperty("parameters", parameters("The parameters of /v1/explanations, or top for a prediction."));
		api.getComponents()
			.addSchemas("KServeImage", object("b64", new StringSchema().description("The file in base64.")))
			.addSchemas("KServeInstance", instance)
			.addSchemas("KServeRequest", request)
			.addSchemas("InputTensor", input())
			.addSchemas("RequestedOutput", output())
			.addSchemas("InferenceRequest", inference());
		for (String verb : List.of(":predict", ":explain")) {
			describe(api, "/v1/models/{model}" + verb, "KServeRequest", INSTANCES);
		}
		describe(api, "/v2/models/{model}/infer", "InferenceRequest", INPUTS);
		describe(api, "/v2/models/{model}/versions/{version}/infer", "InferenceRequest", INPUTS);
		api.getPaths().remove("/v2/");
		Objects.requireNonNull(api.getPaths().get("/v2")).getGet().operationId("serverMetadata");
	}

	private static Schema<?> inference() {
		Schema<?> request = object("inputs", list(ref("InputTensor")));
		request.addProperty("id", new StringSchema().description("An id that the answer repeats."));
		request.addProperty("outputs", list(ref("RequestedOutput")).description("Default: all outputs."));
		request.addProperty("parameters", parameters("The parameters of /v1/explanations."));
		return request;
	}

	private static Schema<?> input() {
		Schema<?> tensor = object("name", new StringSchema().addEnumItem(InferenceInput.NAME));
		tensor.addProperty("shape", list(new IntegerSchema()).description("The number of images."));
		tensor.addProperty("datatype", new StringSchema().addEnumItem(Datatype.BYTES.name()));
		tensor.addProperty("data", list(new StringSchema()).description("One file in base64 per image."));
		tensor.addProperty("parameters", parameters("binary_data_size, if the files follow the JSON."));
		tensor.setRequired(List.of("name", "shape", "datatype"));
		return tensor;
	}

	private static Schema<?> output() {
		Schema<?> output = object("name", new StringSchema());
		output.addProperty("parameters", parameters("binary_data: whether the data follows the JSON."));
		return output;
	}

	private static Schema<?> object(String required, Schema<?> property) {
		Schema<?> schema = new ObjectSchema();
		schema.addProperty(required, property);
		schema.setRequired(List.of(required));
		return schema;
	}

	private static Schema<?> parameters(String description) {
		return new ObjectSchema().additionalProperties(true).description(description);
	}

	private static Schema<?> list(Schema<?> items) {
		return new ArraySchema().items(items);
	}

	private static Schema<?> ref(String name) {
		return new Schema<>().$ref("#/components/schemas/" + name);
	}

	private static void describe(OpenAPI api, String path, String schema, String example) {
		Operation operation = Objects.requireNonNull(api.getPaths().get(path), path).getPost();
		operation.requestBody(new RequestBody().required(true)
			.content(new Content().addMediaType("application/json",
					new MediaType().schema(ref(schema)).example(example))));
	}

}
