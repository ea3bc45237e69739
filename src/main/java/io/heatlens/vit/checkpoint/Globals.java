package io.heatlens.vit.checkpoint;

import java.util.HashMap;
import java.util.Map;

import io.heatlens.vit.checkpoint.Global.Role;

/**
 * The Python functions and classes that a pickle may name. They are compared as text and
 * never looked up. A pickle that names any other is refused.
 */
final class Globals {

	/** What to do with a file that is refused. */
	static final String ADVICE = "in Python, write the weights with: from safetensors.torch import save_file; save_file(model.state_dict(), \"model.safetensors\")";

	private static final int MAX_NAME = 100;

	private static final Map<String, ElementType> STORAGES = Map.ofEntries(Map.entry("Double", ElementType.F64),
			Map.entry("Float", ElementType.F32), Map.entry("Half", ElementType.F16),
			Map.entry("BFloat16", ElementType.BF16), Map.entry("Long", ElementType.I64),
			Map.entry("Int", ElementType.I32), Map.entry("Short", ElementType.I16), Map.entry("Char", ElementType.I8),
			Map.entry("Byte", ElementType.U8), Map.entry("Bool", ElementType.BOOL),
			Map.entry("ComplexFloat", ElementType.C64), Map.entry("ComplexDouble", ElementType.C128),
			Map.entry("Untyped", ElementType.U8));

	private static final Map<String, ElementType> TYPES = Map.ofEntries(Map.entry("float64", ElementType.F64),
			Map.entry("float32", ElementType.F32), Map.entry("float16", ElementType.F16),
			Map.entry("bfloat16", ElementType.BF16), Map.entry("int64", ElementType.I64),
			Map.entry("int32", ElementType.I32), Map.entry("int16", ElementType.I16), Map.entry("int8", ElementType.I8),
			Map.entry("uint64", ElementType.U64), Map.entry("uint32", ElementType.U32),
			Map.entry("uint16", ElementType.U16), Map.entry("uint8", ElementType.U8),
			Map.entry("bool", ElementType.BOOL), Map.entry("complex64", ElementType.C64),
			Map.entry("complex128", ElementType.C128), Map.entry("float8_e4m3fn", ElementType.F8_E4M3),
			Map.entry("float8_e5m2", ElementType.F8_E5M2), Map.entry("float8_e4m3fnuz", ElementType.F8_E4M3FNUZ),
			Map.entry("float8_e5m2fnuz", ElementType.F8_E5M2FNUZ), Map.entry("float8_e8m0fnu", ElementType.F8_E8M0));

	private static final String DICTIONARIES = """
			collections: OrderedDict defaultdict Counter
			builtins: dict
			lightning.fabric.utilities.data: AttributeDict
			lightning_fabric.utilities.data: AttributeDict
			lightning.pytorch.utilities.parsing: AttributeDict
			pytorch_lightning.utilities.parsing: AttributeDict
			""";

	// What training scripts keep beside the weights.
	private static final String PASSED_OVER = """
			argparse: Namespace
			builtins: set frozenset tuple range slice complex bytes bytearray int float str bool xrange long unicode
			types: SimpleNamespace
			datetime: datetime date time timedelta timezone
			pathlib: Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath
			pathlib._local: Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath
			typing: Any
			_codecs: encode
			torch: Size device Tensor strided channels_last contiguous_format preserve_format
			torch.nn.parameter: Parameter Buffer
			torch.serialization: _get_layout
			torch.torch_version: TorchVersion
			numpy: dtype ndarray
			numpy.core.multiarray: scalar _reconstruct
			numpy._core.multiarray: scalar _reconstruct
			numpy.core.numeric: _frombuffer
			numpy._core.numeric: _frombuffer
			omegaconf.dictconfig: DictConfig
			omegaconf.listconfig: ListConfig
			omegaconf.base: Metadata ContainerMetadata
			omegaconf.nodes: AnyNode StringNode IntegerNode FloatNode BooleanNode BytesNode PathNode
			lightning.pytorch.callbacks.model_checkpoint: ModelCheckpoint
			pytorch_lightning.callbacks.model_checkpoint: ModelCheckpoint
			pytorch_lightning.callbacks.early_stopping: EarlyStopping
			""";

	// What is known, but cannot become weights.
	private static final Map<String, String> UNREADABLE = Map.of("torch._utils._rebuild_qtensor", "quantised tensors",
			"torch.QInt8Storage", "quantised tensors", "torch.QUInt8Storage", "quantised tensors",
			"torch.QInt32Storage", "quantised tensors", "torch.QUInt4x2Storage", "quantised tensors",
			"torch.QUInt2x4Storage", "quantised tensors", "torch._utils._rebuild_sparse_tensor", "sparse tensors",
			"torch._utils._rebuild_nested_tensor", "nested tensors", "torch._utils._rebuild_meta_tensor_no_storage",
			"tensors without values (on the device \"meta\")");

	private static final Map<String, Global> ALL = all();

	private Globals() {
	}

	private static Map<String, Global> all() {
		Map<String, Global> all = new HashMap<>();
		add(all, PASSED_OVER, Role.PASSED_OVER);
		add(all, DICTIONARIES, Role.DICTIONARY);
		add(all, "collections: deque\nbuiltins: list", Role.LIST);
		add(all, "torch._utils: _rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3", Role.TENSOR);
		add(all, "torch._utils: _rebuild_parameter _rebuild_parameter_with_state", Role.PARAMETER);
		add(all, "torch._tensor: _rebuild_from_type_v2", Role.REBUILD);
		STORAGES.forEach((name, type) -> {
			for (String module : new String[] { "torch", "torch.cuda", "torch.storage" }) {
				put(all, new Global("%s.%sStorage".formatted(module, name), Role.STORAGE, type));
			}
		});
		TYPES.forEach((name, type) -> put(all, new Global("torch." + name, Role.PASSED_OVER, type)));
		return Map.copyOf(all);
	}

	private static void add(Map<String, Global> all, String names, Role role) {
		names.lines().forEach((line) -> {
			String[] parts = line.split(": ", -1);
			for (String name : parts[1].split(" ", -1)) {
				put(all, new Global(parts[0] + "." + name, role, null));
			}
		});
	}

	private static void put(Map<String, Global> all, Global global) {
		all.put(global.name(), global);
	}

	/**
	 * Finds what a pickle names.
	 * @param module the module, by its name in Python 2 or 3
	 * @param name the name in the module
	 * @return the global
	 * @throws InvalidModelException if weights do not consist of such objects
	 */
	static Global find(String module, String name) {
		String path = (module.equals("__builtin__") ? "builtins" : module) + "." + name;
		Global global = ALL.get(path);
		if (global != null) {
			return global;
		}
		String kind = UNREADABLE.get(path);
		if (kind != null) {
			throw new InvalidModelException(
					"holds %s (%s), which are not read; save the model in float32 as it was before".formatted(kind,
							path));
		}
		throw new InvalidModelException(
				"names the Python object %s, which is not part of plain weights, so the file is refused and nothing of it was run; %s"
					.formatted(printable(path), ADVICE));
	}

	private static String printable(String text) {
		String shown = text.replaceAll("[^\\w.<>-]", "?");
		return (shown.length() > MAX_NAME) ? shown.substring(0, MAX_NAME) + "..." : shown;
	}

}
