package io.heatlens.explain;

import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * The methods that can be asked for: every {@link ExplanationMethod} there is.
 */
@Component
public class Methods {

	/** What a request means that names none. */
	public static final String DEFAULT = "grad-cam";

	private final List<ExplanationMethod> all;

	Methods(List<ExplanationMethod> all) {
		this.all = all.stream().sorted(Comparator.comparing(ExplanationMethod::name)).toList();
	}

	/**
	 * Lists the methods.
	 * @return sorted by name
	 */
	public List<ExplanationMethod> all() {
		return this.all;
	}

	/**
	 * Finds a method.
	 * @param name in the API
	 * @return the method
	 * @throws UnknownMethodException if there is none of that name
	 */
	public ExplanationMethod get(String name) {
		return this.all.stream()
			.filter((method) -> method.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new UnknownMethodException(name, this.all));
	}

}
