"""Verifies a credential the way an outsider would: PyJWT and the published keys.

Reads {"credential", "keys"} from stdin; prints {"verdict", "number"?, "status"?}.
"""
import json
import sys

import jwt

given = json.load(sys.stdin)
keys = {key.key_id: key for key in jwt.PyJWKSet.from_dict(given["keys"]).keys}
try:
    header = jwt.get_unverified_header(given["credential"])
    key = keys[header["kid"]]
    now = given["now"]
    claims = jwt.decode(
        given["credential"], key, algorithms=["EdDSA"], options={"require": ["exp", "iat", "jti"], "verify_exp": False, "verify_iat": False}
    )
    verdict = "expired" if claims["exp"] <= now else "valid"
    print(json.dumps({"verdict": verdict, "number": claims["record"]["number"], "status": claims["status"]}))
except (KeyError, jwt.InvalidSignatureError):
    print(json.dumps({"verdict": "forged"}))
