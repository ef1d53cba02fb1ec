;; BinaryEquals
;;
;; The value's bytes are the operand's bytes, both written in base64
;; (IAM/reference_policies_elements_condition_operators). There is no negated form. An absent key fails.
;;
;; Encoded as equality of the texts. Exact because only canonical base64 is read as such (padded, without
;; stray bits): bytes then have one spelling, so equal bytes are equal texts. An operand that is no base64
;; compares with no value and is left out.

(set-logic ALL)

;; policy bytes
;;   {"Condition": {"BinaryEquals": {"aws:referer": "QmluYXJ5VmFsdWU="}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (= |aws:referer| "QmluYXJ5VmFsdWU=")))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of bytes
;;   {"context": {"aws:referer": ["QmluYXJ5VmFsdWU="]}} => true
;;   {"context": {"aws:referer": ["QmluYXJ5VmFsdWU"]}} => false
;;   {"context": {"aws:referer": ["QmluYXJ5VmFsdWV="]}} => false
;;   {"context": {"aws:referer": ["BinaryValue"]}} => false
;;   {"context": {"aws:referer": ["qmluyxj5vmfsdwu="]}} => false
;;   {"context": {"aws:referer": [""]}} => false
;;   {"context": {}} => false

;; policy several
;;   {"Condition": {"BinaryEquals": {"aws:referer": ["QmluYXJ5VmFsdWU=", "AA==", "not base64"]}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (or (= |aws:referer| "QmluYXJ5VmFsdWU=") (= |aws:referer| "AA=="))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of several
;;   {"context": {"aws:referer": ["AA=="]}} => true
;;   {"context": {"aws:referer": ["AB=="]}} => false
;;   {"context": {"aws:referer": ["not base64"]}} => false

;; policy text
;;   {"Condition": {"StringEquals": {"aws:referer": "QmluYXJ5VmFsdWU="}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (= |aws:referer| "QmluYXJ5VmFsdWU=")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law operands-are-or: bytes and not several, expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(define-fun term-1 () Bool (= |aws:referer| "QmluYXJ5VmFsdWU="))
(assert (and |aws:referer present| term-1 (not (and |aws:referer present| (or term-1 (= |aws:referer| "AA=="))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law the-text-is-the-bytes: (bytes and not text) or (text and not bytes), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
