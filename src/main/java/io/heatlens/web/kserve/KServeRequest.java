package io.heatlens.web.kserve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.heatlens.request.ApiParameter;
import io.heatlens.request.BadParameterException;
import io.heatlens.web.Upload;
import io.heatlens.web.UploadReader;
import io.heatlens.web.problem.BadRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a request in KServe's V1 protocol.
 *
 * @param instances the instances in the order of the request, one or more
 * @param parameters the values of the parameters of all instances, by name
 */
record KServeRequest(List<Instance> instances, Map<String, List<String>> parameters) {

	private static final String SHAPE = "The body is expected to be {\"instances\": [{\"image\": {\"b64\": \"...\"}}]}";

	static KServeRequest of(byte[] body) {
		JsonNode json = KServeJson.object(body, body.length, SHAPE);
		KServeJson.requireMembers(json, Set.of("instances", "parameters"), SHAPE + ", with or without \"parameters\"");
		JsonNode instances = json.path("instances");
		if (!instances.isArray() || instances.isEmpty() || instances.size() > UploadReader.MOST_IMAGES) {
			throw new BadRequestException(SHAPE + ", with 1 to %d instances.".formatted(UploadReader.MOST_IMAGES));
		}
		List<Instance> read = new ArrayList<>();
		for (JsonNode instance : instances) {
			read.add(Instance.of(instance, "instances[%d]".formatted(read.size())));
		}
		return new KServeRequest(read, KServeJson.parameters(json.path("parameters")));
	}

	List<Upload> images() {
		return this.instances.stream().map(Instance::image).toList();
	}

	/**
	 * Joins the parameters of each instance with those of the whole request.
	 * @param model the model of the address
	 * @param query the parameters of the query
	 * @return the parameters of each instance
	 * @throws io.heatlens.request.BadParameterException if a parameter is in two places,
	 * or one about all images meets those of an instance
	 */
	List<Map<String, List<String>>> parameters(String model, Map<String, List<String>> query) {
		Map<String, Map<String, List<String>>> places = new LinkedHashMap<>();
		places.put("the address", Map.of(ApiParameter.MODEL.apiName(), List.of(model)));
		places.put("the query", query);
		places.put("\"parameters\"", this.parameters);
		List<Map<String, List<String>>> joined = new ArrayList<>();
		for (Instance instance : this.instances) {
			places.put("\"instances\"", instance.parameters());
			joined.add(KServeJson.join(places));
		}
		for (ApiParameter together : List.of(ApiParameter.TARGETS, ApiParameter.SCALE)) {
			if (Set.copyOf(joined).size() > 1
					&& joined.stream().anyMatch((one) -> one.containsKey(together.apiName()))) {
				throw new BadParameterException(
						"The parameter \"%s\" is about all images together, so no instance takes parameters of its own. Leave it out, or move them to \"parameters\"."
							.formatted(together.apiName()));
			}
		}
		return joined;
	}

	/**
	 * One image.
	 *
	 * @param image the file
	 * @param parameters the values of the parameters of this image alone, by name
	 */
	record Instance(Upload image, Map<String, List<String>> parameters) {

		private static Instance of(JsonNode json, String place) {
			byte[] bytes = KServeJson.base64(json.path("image").path("b64"),
					"%s.image.b64 is expected to be a file in base64: {\"instances\": [{\"image\": {\"b64\": \"...\"}}]}."
						.formatted(place));
			KServeJson.requireMembers(json.path("image"), Set.of("b64"),
					place + ".image is expected to be {\"b64\": \"...\"}");
			// Clients write parameters beside the image or in an object of their own.
			ObjectNode beside = ((ObjectNode) json).deepCopy().remove(List.of("image", "parameters"));
			Map<String, Map<String, List<String>>> places = new LinkedHashMap<>();
			places.put("an instance", KServeJson.parameters(beside));
			places.put("the \"parameters\" of the same instance", KServeJson.parameters(json.path("parameters")));
			return new Instance(new Upload(null, bytes), KServeJson.join(places));
		}

	}

}
