;; Statements and policies: allow minus deny
;;
;; A request is allowed by a policy alone iff some Allow statement matches it and no Deny statement does
;; (IAM/reference_policies_evaluation-logic). A statement matches iff each of its elements does: principal,
;; action, resource, and every condition. In an identity policy nobody is named: whoever it is attached to.
;;
;; Encoded as Booleans, nothing else: a statement is the conjunction of its elements, a policy
;;   (some Allow) and not (some Deny).
;; So it is exact iff the elements are. Statements are a set: order and repetition do not count, and the
;; terms are hash-consed, so that a statement which stands in two policies is one term in both. A term used
;; twice is given a name once (`define-fun`).

(set-logic ALL)

;; policy allows
;;   {"Action": "s3:Get*", "Resource": "arn:aws:s3:::example-bucket/*",
;;    "Condition": {"Bool": {"aws:SecureTransport": "true"}}}
;; emits
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(assert (and (str.in_re action (re.++ (str.to_re "s3:get") re.all)) (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/") re.all))) |aws:securetransport present| (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E"))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of allows
;;   {"context": {"aws:SecureTransport": ["true"]}} => true
;;   {"context": {"aws:SecureTransport": ["false"]}} => false
;;   {"context": {}} => false
;;   {"action": "s3:PutObject", "context": {"aws:SecureTransport": ["true"]}} => false
;;   {"resource": "arn:aws:s3:::other/key", "context": {"aws:SecureTransport": ["true"]}} => false

;; policy carved
;;   [{"Action": "s3:*"},
;;    {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::example-bucket/private/*"}]
;; emits
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(define-fun term-1 () Bool (str.in_re action (re.++ (str.to_re "s3:") re.all)))
(assert (and term-1 (not (and term-1 (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/private/") re.all)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of carved
;;   {"resource": "arn:aws:s3:::example-bucket/key"} => true
;;   {"resource": "arn:aws:s3:::example-bucket/private/key"} => false
;;   {"action": "ec2:RunInstances"} => false

;; policy everything
;;   {"Action": "*", "Resource": "*", "Condition": {"Null": {"aws:referer": "true"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(assert (not |aws:referer present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy both
;;   [{"Action": "s3:Get*", "Resource": "arn:aws:s3:::example-bucket/*",
;;     "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
;;    {"Action": "*", "Resource": "*", "Condition": {"Null": {"aws:referer": "true"}}}]
;; emits
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(declare-const |aws:referer present| Bool)
(assert (or (and (str.in_re action (re.++ (str.to_re "s3:get") re.all)) (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/") re.all))) |aws:securetransport present| (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E"))))) (not |aws:referer present|)))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy denies-only, expect unsat
;;   {"Effect": "Deny", "Action": "s3:*"}
;; emits
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; More Allow statements never take away; the union is that of the two policies.

;; law an-allow-adds: allows and not both, expect unsat
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(declare-const |aws:referer present| Bool)
(define-fun term-1 () Bool (str.in_re action (re.++ (str.to_re "s3:get") re.all)))
(define-fun term-2 () Bool (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/") re.all))))
(define-fun term-3 () Bool (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))))
(assert (and term-1 term-2 |aws:securetransport present| term-3 (not (or (and term-1 term-2 |aws:securetransport present| term-3) (not |aws:referer present|)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-adds-no-more-than-it-says: both and not (allows or everything), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; A Deny takes away what it says and nothing else.

;; policy private
;;   {"Action": "s3:*", "Resource": "arn:aws:s3:::example-bucket/private/*"}
;; emits
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and (str.in_re action (re.++ (str.to_re "s3:") re.all)) (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/private/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy all-of-s3
;;   {"Action": "s3:*"}
;; emits
(push 1)
(declare-const action String)
(assert (str.in_re action (re.++ (str.to_re "s3:") re.all)))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-deny-removes: carved and private, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-deny-narrows: carved and not all-of-s3, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-deny-removes-no-more: all-of-s3 and not (carved or private), expect unsat
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(define-fun term-1 () Bool (str.in_re action (re.++ (str.to_re "s3:") re.all)))
(define-fun term-2 () Bool (and term-1 (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/private/") re.all)))))
(assert (and term-1 (not (or term-2 (and term-1 (not term-2))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law something-is-left: carved, expect sat
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(define-fun term-1 () Bool (str.in_re action (re.++ (str.to_re "s3:") re.all)))
(assert (and term-1 (not (and term-1 (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/private/") re.all)))))))
(set-info :status sat)
(check-sat)
(pop 1)
