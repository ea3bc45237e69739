package io.heatlens.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Fetches the models that have a configured source into the store. A model that is in the
 * store already causes no request.
 */
@Component
public class ModelSources {

	private static final Logger logger = LoggerFactory.getLogger(ModelSources.class);

	private final ModelProperties properties;

	private final FetchProperties fetchProperties;

	private final Environment environment;

	private final Map<String, ModelSource> sources = new TreeMap<>();

	ModelSources(ModelProperties properties, FetchProperties fetchProperties, Environment environment) {
		this.properties = properties;
		this.fetchProperties = fetchProperties;
		this.environment = environment;
		properties.sources().forEach((name, text) -> this.sources.put(name, SourceParser.parse(name, text)));
	}

	/**
	 * Returns the folder where the models are stored.
	 * @return an absolute path, or {@code null} if neither a store nor a source is
	 * configured
	 */
	public @Nullable Path store() {
		return this.properties.folder();
	}

	/**
	 * Lists the models that have a configured source.
	 * @return the names of the models
	 */
	public Set<String> names() {
		return Set.copyOf(this.sources.keySet());
	}

	/**
	 * Fetches the models that the store does not have.
	 * @return the names of models that could not be fetched and are to be left out
	 * @throws SourceException if a model cannot be fetched, unless
	 * {@code heatlens.models.skip-invalid} is set
	 */
	public Set<String> fetch() {
		Set<String> leftOut = new TreeSet<>();
		this.sources.forEach((name, source) -> {
			try {
				fetch(name, source);
			}
			catch (SourceException ex) {
				if (!this.properties.skipInvalid()) {
					throw ex;
				}
				logger.warn("Left out. {}", ex.getMessage());
				leftOut.add(name);
			}
		});
		return leftOut;
	}

	private void fetch(String name, ModelSource source) {
		Path store = Objects.requireNonNull(this.properties.folder());
		try {
			StoredModel model = new StoredModel(store, name);
			if (model.holds(source)) {
				logger.info("Model \"{}\" from {} is in the store already", name, source.id());
			}
			else {
				fill(name, model, source, store);
			}
		}
		catch (SourceException ex) {
			throw new SourceException(
					"Model \"%s\" cannot be fetched from %s: %s".formatted(name, source.id(), ex.getMessage()), ex);
		}
	}

	private void fill(String name, StoredModel model, ModelSource source, Path store) {
		try {
			StoreLock.hold(store, () -> {
				if (!model.holds(source)) {
					fill(name, model, source);
				}
			});
		}
		catch (IOException ex) {
			throw SourceException.disk(store, ex);
		}
		catch (UncheckedIOException ex) {
			throw SourceException.disk(store, Objects.requireNonNull(ex.getCause()));
		}
	}

	private void fill(String name, StoredModel model, ModelSource source) throws IOException {
		logger.info("Fetching model \"{}\" from {}", name, source.id());
		Http http = new Http(this.environment, this.fetchProperties);
		try (Downloader downloader = new Downloader(name, http, this.fetchProperties)) {
			model.fill(source, http, downloader);
		}
	}

}
