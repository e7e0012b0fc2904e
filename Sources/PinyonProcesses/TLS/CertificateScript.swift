/// The shell script that makes certificates with the command `openssl`.
///
/// It uses the command's small certificate authority because only that one lets the dates be chosen in every version
/// of OpenSSL and LibreSSL.
enum CertificateScript {
    /// The argument: the folder to make them in.
    static let text = """
        set -e
        cd "$1"
        exec 2>&1
        authority() {
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.crt" \\
                -days 30 -subj "/CN=$1" -config authority.conf -extensions authority
        }
        certificate() {
            name=$1 subject=$2 names=$3
            shift 3
            printf 'basicConstraints=CA:FALSE\\nsubjectAltName=%s\\n' "$names" >"$name.ext"
            openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$name.key" -out "$name.csr" \\
                -subj "/CN=$subject" -config authority.conf
            openssl ca -batch -notext -config authority.conf -in "$name.csr" -out "$name.crt" -extfile "$name.ext" "$@"
        }
        cat >authority.conf <<'END'
        [req]
        distinguished_name = subject
        [subject]
        [authority]
        basicConstraints = critical, CA:TRUE
        keyUsage = critical, keyCertSign, cRLSign, digitalSignature
        [ca]
        default_ca = small
        [small]
        certificate = authority.crt
        private_key = authority.key
        database = issued.txt
        serial = serial.txt
        new_certs_dir = .
        default_md = sha256
        policy = any
        unique_subject = no
        [any]
        commonName = supplied
        END
        : >issued.txt
        echo 1000 >serial.txt
        authority authority
        authority stranger
        certificate server localhost DNS:localhost,IP:127.0.0.1 -days 30
        certificate client client DNS:client -days 30
        certificate expired localhost DNS:localhost,IP:127.0.0.1 -startdate 200101000000Z -enddate 200102000000Z
        certificate elsewhere elsewhere.invalid DNS:elsewhere.invalid -days 30
        """
}
