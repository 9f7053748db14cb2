/** The versions of the libraries underneath; a test holds them against package.json. */
export const transformersVersion = '4.3.1';
export const onnxRuntimeVersion = '1.31.0-dev.20260914-8d85527a0';
